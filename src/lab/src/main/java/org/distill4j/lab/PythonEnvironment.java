package org.distill4j.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.distill4j.kernel.install.Child;
import org.distill4j.kernel.install.Jupyter;

/**
 * The project's own Python environment with JupyterLab, made once and again after a change of the
 * requirements.
 *
 * @param folder where it is
 * @param requirements the packages, each with its version
 */
record PythonEnvironment(Path folder, Path requirements) {

  private static final String AGAIN = "then type ./mvnw again";
  private static final String SUPPORTED = "import sys, venv; sys.exit(sys.version_info < (3, 10))";

  /** The Jupyter of this environment, which is made first if it is missing or half made. */
  Jupyter jupyter(Consumer<String> say) {
    if (!complete()) {
      String base = supportedPython(System.getenv().getOrDefault("PATH", ""));
      say.accept("Installing JupyterLab into %s (once, about 250 MB) ...".formatted(folder));
      make(base);
    }
    return Jupyter.probe(python())
        .orElseThrow(
            () ->
                new LabException(
                    "The JupyterLab in %s does not start: delete that folder, %s."
                        .formatted(folder, AGAIN)));
  }

  Path python() {
    return Jupyter.WINDOWS
        ? folder.resolve("Scripts").resolve("python.exe")
        : folder.resolve("bin").resolve("python");
  }

  /** Whether the last step of making it was reached, with the requirements of today. */
  boolean complete() {
    try {
      return Files.isExecutable(python())
          && Files.readString(made()).equals(Files.readString(requirements));
    } catch (IOException e) {
      return false;
    }
  }

  void make(String base) {
    String home = folder.toString();
    Child.Answer venv = Child.ask(List.of(base, "-m", "venv", "--clear", home));
    if (!venv.ok()) {
      throw new LabException(
          "Python cannot make an environment in %s (%s); on Debian and Ubuntu type `sudo apt install python3-venv`, %s."
              .formatted(folder, venv.lastLine(), AGAIN));
    }
    Child.Answer pip = Child.ask(install());
    if (!pip.ok()) {
      throw new LabException(
          "JupyterLab cannot be installed from the Python package index (%s): connect to the network, or put a Jupyter with JupyterLab 4 on the PATH, %s."
              .formatted(pip.lastLine(), AGAIN));
    }
    try {
      Files.copy(requirements, made());
    } catch (IOException e) {
      throw new LabException("cannot write to %s: %s".formatted(folder, e.getMessage()));
    }
  }

  private List<String> install() {
    String list = requirements.toString();
    return List.of(
        python().toString(),
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-input",
        "--retries",
        "1",
        "--timeout",
        "20",
        "--requirement",
        list);
  }

  /** The first Python of the search path that is new enough. */
  static String supportedPython(String searchPath) {
    return Stream.of("python3", "python", "python.exe", "py.exe")
        .flatMap(name -> Jupyter.programs(searchPath, name).stream())
        .map(Path::toString)
        .filter(python -> Child.ask(List.of(python, "-c", SUPPORTED)).ok())
        .findFirst()
        .orElseThrow(
            () ->
                new LabException(
                    "Jupyter needs Python 3.10 or newer, and none is on the PATH: install it (Debian and Ubuntu: `sudo apt install python3 python3-venv`; macOS: `brew install python`; Windows: `winget install Python.Python.3.13`), %s."
                        .formatted(AGAIN)));
  }

  private Path made() {
    return folder.resolve("made-from.txt");
  }
}
