package org.distill4j.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A Python that has JupyterLab.
 *
 * @param python the interpreter
 * @param version JupyterLab's version
 */
public record Jupyter(Path python, String version) {

  static final boolean WINDOWS = File.separatorChar == '\\';

  private static final String PROBE =
      "import jupyterlab, nbclient, nbformat; print(jupyterlab.__version__)";

  /**
   * The JupyterLab on the PATH if it works, else the one in the project's own environment, which is
   * made where it is missing.
   *
   * @param project the checkout
   * @param say hears that something is installed, which takes a minute
   * @return a Jupyter that answered
   * @throws LabException if there is none and none can be installed
   */
  public static Jupyter find(Project project, Consumer<String> say) {
    return onPath(System.getenv().getOrDefault("PATH", ""))
        .orElseGet(
            () ->
                new PythonEnvironment(project.environment(), project.requirements()).jupyter(say));
  }

  /** The first Jupyter of a search path whose interpreter has a JupyterLab that answers. */
  static Optional<Jupyter> onPath(String searchPath) {
    Set<Path> pythons = new LinkedHashSet<>();
    for (Path jupyter : programs(searchPath, WINDOWS ? "jupyter.exe" : "jupyter")) {
      pythons.addAll(neighbours(jupyter));
      pythons.addAll(programs(searchPath, WINDOWS ? "python.exe" : "python3"));
    }
    return pythons.stream().map(Jupyter::probe).flatMap(Optional::stream).findFirst();
  }

  static Optional<Jupyter> probe(Path python) {
    Child.Answer answer = Child.ask(List.of(python.toString(), "-c", PROBE));
    String version = answer.lastLine();
    return answer.ok() && version.matches("[4-9]\\..*")
        ? Optional.of(new Jupyter(python, version))
        : Optional.empty();
  }

  /** The files of that name in the folders of a search path, first to last. */
  static List<Path> programs(String searchPath, String name) {
    List<Path> found = new ArrayList<>();
    for (String folder : searchPath.split(File.pathSeparator, -1)) {
      Path program = Path.of(folder.isEmpty() ? "." : folder, name);
      if (Files.isExecutable(program) && !Files.isDirectory(program)) {
        found.add(program.toAbsolutePath());
      }
    }
    return found;
  }

  /** The interpreters next to the program itself, which may be reached through a link. */
  private static List<Path> neighbours(Path jupyter) {
    List<Path> found = new ArrayList<>();
    for (Path program : List.of(jupyter, real(jupyter))) {
      for (String name : List.of("python3", "python", "python.exe", "../python.exe")) {
        Path python = program.resolveSibling(name).normalize();
        if (Files.isExecutable(python)) {
          found.add(python);
        }
      }
    }
    return found;
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file;
    }
  }

  /** The data folder that this Jupyter reads kernels from: {@code sys} or {@code user}. */
  Path dataFolder(boolean user) {
    String expression = user ? "p.jupyter_data_dir()" : "p.ENV_JUPYTER_PATH[0]";
    String program = "import jupyter_core.paths as p; print(%s)".formatted(expression);
    Child.Answer answer = Child.ask(List.of(python.toString(), "-c", program));
    if (!answer.ok()) {
      throw new LabException(
          "%s does not say where its kernels are: %s".formatted(python, answer.lastLine()));
    }
    return Path.of(answer.lastLine());
  }

  /** The command for one of the project's Python programs. */
  List<String> command(Path program) {
    return List.of(python.toString(), "-B", program.toString());
  }
}
