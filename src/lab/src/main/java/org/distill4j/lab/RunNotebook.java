package org.distill4j.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.distill4j.kernel.install.LabException;

/**
 * {@code ./mvnw exec:java@run -Dnotebook=FILE}: executes one notebook and writes it with its
 * outputs, in place or to {@code -Dout=FILE}. {@code -Dkernel=NAME} chooses another installed
 * kernel, {@code -Dtimeout=SECONDS} the longest that a cell may take.
 */
public final class RunNotebook {

  private RunNotebook() {}

  /**
   * Runs it; settings are system properties.
   *
   * @param args not used
   * @throws LabException if a cell failed
   */
  public static void main(String[] args) {
    Path notebook = notebook(System.getProperty("notebook"));
    String out = System.getProperty("out");
    NotebookRun run =
        new NotebookRun(
            Project.here().jupyter(System.out::println),
            notebook,
            System.getProperty("kernel"),
            Duration.ofSeconds(Integer.getInteger("timeout", 600)));
    try {
      NotebookRun.Report report = run.writeTo(out == null ? notebook : Path.of(out));
      System.out.printf("%s: %s%n", notebook, report);
    } catch (LabException e) {
      System.err.println(e.getMessage());
      throw new LabException("the notebook is as it was: " + firstLine(e));
    }
  }

  /** Maven repeats the message: the cell and its error need to be seen once only. */
  private static String firstLine(LabException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }

  private static Path notebook(String name) {
    if (name == null) {
      throw new LabException("which notebook? Type -Dnotebook=notebooks/NAME.ipynb");
    }
    Path file = Path.of(name);
    if (!Files.isRegularFile(file)) {
      throw new LabException("there is no notebook %s".formatted(file.toAbsolutePath()));
    }
    return file;
  }
}
