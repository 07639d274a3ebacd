package org.distill4j.lab;

import java.nio.file.Path;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./mvnw compile exec:java@kernel}: makes the kernel known to Jupyter. */
@Command(name = "kernel", description = "Installs the kernel for Jupyter.")
final class InstallKernel implements Runnable {

  private final Project project;
  private final Consumer<String> say;

  @Option(
      names = "--prefix",
      paramLabel = "PREFIX",
      defaultValue = "${sys:prefix:-sys}",
      description =
          "Where: sys, Jupyter's own environment (else this); user, your own folder of data; or the"
              + " path of an installation, as /usr/local.")
  private String prefix = "sys";

  InstallKernel(Project project, Consumer<String> say) {
    this.project = project;
    this.say = say;
  }

  @Override
  public void run() {
    Path folder = CourseKernel.of(project).installFast(data());
    say.accept("%s is installed in %s".formatted(CourseKernel.DISPLAY_NAME, folder));
  }

  private Path data() {
    return switch (prefix) {
      case "sys" -> project.jupyter(say).dataFolder(false);
      case "user" -> project.jupyter(say).dataFolder(true);
      default -> Path.of(prefix).toAbsolutePath().resolve("share").resolve("jupyter");
    };
  }
}
