package org.distill4j.kernel.install;

import java.nio.file.Path;
import java.util.List;

/**
 * {@code java -jar distill4j-VERSION-kernel.jar --user}: makes the kernel alone known to Jupyter,
 * for any Java. Cells then find the classes that the environment variable {@code CLASSPATH} names.
 */
public final class InstallPlain {

  private static final String USAGE =
      "usage: java -jar JAR [--user | --sys-prefix | --prefix PATH]";

  /** Other kernels for Java, that of the course among them, have the name java. */
  private static final String NAME = "distill4j";

  private InstallPlain() {}

  /**
   * Installs it, for the user where nothing else is said.
   *
   * @param args where
   */
  public static void main(String[] args) {
    try {
      Path data = data(args.length == 0 ? List.of("--user") : List.of(args));
      var kernel = new KernelSpec("Java", List.of(), List.of());
      System.out.println("The kernel Java is installed in " + kernel.installFast(data, NAME));
    } catch (InstallException e) {
      System.err.println("The kernel is not installed: " + e.getMessage());
      System.exit(1);
    }
  }

  private static Path data(List<String> args) {
    if (args.size() == 2 && args.get(0).equals("--prefix")) {
      return Path.of(args.get(1)).toAbsolutePath().resolve("share").resolve("jupyter");
    } else if (args.equals(List.of("--user")) || args.equals(List.of("--sys-prefix"))) {
      var python = Path.of(Jupyter.WINDOWS ? "python" : "python3");
      return new Jupyter(python, "of any kind").dataFolder(args.equals(List.of("--user")));
    }
    throw new InstallException(USAGE);
  }
}
