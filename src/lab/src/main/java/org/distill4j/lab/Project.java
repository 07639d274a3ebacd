package org.distill4j.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.distill4j.kernel.install.Jupyter;

/**
 * A checkout, its places, and what its notebooks may import.
 *
 * @param root the folder of {@code pom.xml}
 * @param classPath the absolute paths that the kernel of the course finds classes in
 */
public record Project(Path root, List<Path> classPath) {

  /**
   * Finds the checkout by going up from the compiled class, whatever the working folder is; the
   * class path is that of this process.
   *
   * @return the project
   * @throws LabException if the class was compiled elsewhere
   */
  public static Project here() {
    Path compiled = compiled();
    for (Path p = compiled; p != null; p = p.getParent()) {
      if (Files.isRegularFile(p.resolve("pom.xml")) && Files.isDirectory(p.resolve("notebooks"))) {
        return new Project(p, ClassPath.here());
      }
    }
    throw new LabException(
        "the lab runs in a checkout of distill4j, but %s is in none".formatted(compiled));
  }

  /** The folder or jar that holds the project's own classes. */
  static Path compiled() {
    return ClassPath.source(Project.class);
  }

  /**
   * The JupyterLab on the PATH if it works, else the one in the project's own environment, which is
   * made where it is missing.
   *
   * @param say hears that something is installed, which takes a minute
   * @return a Jupyter that answered
   * @throws LabException if there is none and none can be installed
   */
  public Jupyter jupyter(Consumer<String> say) {
    return Jupyter.onPath(System.getenv().getOrDefault("PATH", ""))
        .orElseGet(() -> new PythonEnvironment(environment(), requirements()).jupyter(say));
  }

  Path notebooks() {
    return root.resolve("notebooks");
  }

  Path requirements() {
    return root.resolve("binder").resolve("requirements.txt");
  }

  /** The project's own Python environment, made where no Jupyter is on the PATH. */
  Path environment() {
    return root.resolve(".jupyter");
  }

  /** The folder of JupyterLab's configuration and of the small programs that start it. */
  Path programs() {
    return root.resolve("src/lab/src/main/jupyter");
  }

  Path program(String name) {
    return programs().resolve(name);
  }

  /** A data folder for Jupyter that holds this checkout's kernel and nothing else. */
  Path data() {
    return root.resolve("target").resolve("jupyter");
  }
}
