package org.distill4j.lab;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.distill4j.kernel.install.Jupyter;
import org.distill4j.kernel.install.LabException;

/**
 * The checkout that this class was compiled in, and its places.
 *
 * @param root the folder of {@code pom.xml}
 */
public record Project(Path root) {

  /**
   * Finds the checkout by going up from the compiled class, whatever the working folder is.
   *
   * @return the project
   */
  public static Project here() {
    Path compiled = compiled();
    for (Path p = compiled; p != null; p = p.getParent()) {
      if (Files.isRegularFile(p.resolve("pom.xml")) && Files.isDirectory(p.resolve("notebooks"))) {
        return new Project(p);
      }
    }
    throw new LabException(
        "the lab runs in a checkout of distill4j, but %s is in none".formatted(compiled));
  }

  /** The folder or jar that holds the project's own classes. */
  static Path compiled() {
    try {
      return Path.of(Project.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
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
