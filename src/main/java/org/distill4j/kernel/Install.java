package org.distill4j.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Makes the kernel known to Jupyter: {@code java -jar distill4j-VERSION-kernel.jar --user}. Cells
 * then find the classes that the environment variable {@code CLASSPATH} names, if it is set.
 */
public final class Install {
  /** What Jupyter calls these places. */
  private static final Map<String, String> FOLDERS =
      Map.of("--user", "jupyter_data_dir()", "--sys-prefix", "ENV_JUPYTER_PATH[0]");

  private Install() {}

  /**
   * Installs it, for the user where nothing else is said.
   *
   * @param arguments where
   */
  public static void main(String[] arguments) {
    String where = arguments.length == 0 ? "--user" : arguments[0];
    try {
      if (where.equals("--prefix") && arguments.length == 2) {
        install(Path.of(arguments[1], "share", "jupyter").toAbsolutePath());
      } else if (FOLDERS.containsKey(where) && arguments.length < 2) {
        install(Path.of(jupyter(FOLDERS.get(where))));
      } else {
        throw new IOException("usage: java -jar JAR [--user | --sys-prefix | --prefix PATH]");
      }
    } catch (IOException e) {
      System.err.println("The kernel is not installed: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void install(Path data) throws IOException {
    Path folder = data.resolve("kernels").resolve("java");
    List<String> argv = Launcher.install(folder, List.of(), List.of());
    var spec = Json.object("argv", argv, "display_name", "Java", "language", "java");
    spec.addProperty("interrupt_mode", "message");
    Files.writeString(folder.resolve("kernel.json"), spec.toString());
    System.out.println("The kernel Java is installed in " + folder);
  }

  /** What Jupyter's own Python answers. */
  private static String jupyter(String place) throws IOException {
    String python = File.separatorChar == '\\' ? "python" : "python3";
    String program = "import jupyter_core.paths as p; print(p." + place + ")";
    Process asked = new ProcessBuilder(python, "-c", program).redirectErrorStream(true).start();
    byte[] answer = asked.getInputStream().readAllBytes();
    String lines = new String(answer, StandardCharsets.UTF_8).strip();
    if (lines.contains("\n")) {
      throw new IOException(python + " has no Jupyter; say --prefix PATH");
    }
    return lines;
  }
}
