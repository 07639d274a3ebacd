package org.distill4j.lab;

import java.nio.file.Path;
import org.distill4j.kernel.install.LabException;

/**
 * {@code ./mvnw compile exec:java@kernel}: makes the kernel known to Jupyter. {@code -Dprefix} says
 * where: {@code sys}, Jupyter's own environment, is the default; {@code user} is the user's data
 * folder; anything else is an installation prefix such as {@code /usr/local}.
 */
public final class InstallKernel {

  private InstallKernel() {}

  /**
   * Installs it.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    try {
      Path folder = CourseKernel.here().installFast(data(System.getProperty("prefix", "sys")));
      System.out.printf("%s is installed in %s%n", CourseKernel.DISPLAY_NAME, folder);
    } catch (LabException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static Path data(String prefix) {
    return switch (prefix) {
      case "sys" -> Project.here().jupyter(System.out::println).dataFolder(false);
      case "user" -> Project.here().jupyter(System.out::println).dataFolder(true);
      default -> Path.of(prefix).toAbsolutePath().resolve("share").resolve("jupyter");
    };
  }
}
