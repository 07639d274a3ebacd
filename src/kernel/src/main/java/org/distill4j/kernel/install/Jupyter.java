package org.distill4j.kernel.install;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A Python that has JupyterLab.
 *
 * @param python the interpreter
 * @param version JupyterLab's version
 */
public record Jupyter(Path python, String version) {

  /** Whether this is Windows, where programs have other names. */
  public static final boolean WINDOWS = File.separatorChar == '\\';

  /** Leaves out a package that takes three seconds to start, and that nothing here needs. */
  private static final String PROBE =
      "import sys; sys.modules['rfc3987_syntax'] = None; "
          + "import jupyterlab, nbclient, nbformat; print(jupyterlab.__version__)";

  /**
   * The first Jupyter of a search path whose interpreter has a JupyterLab that answers.
   *
   * @param searchPath folders, as in the variable PATH
   * @return none if no JupyterLab of version 4 or newer answers
   */
  public static Optional<Jupyter> onPath(String searchPath) {
    Set<Path> pythons = new LinkedHashSet<>();
    for (Path jupyter : programs(searchPath, WINDOWS ? "jupyter.exe" : "jupyter")) {
      pythons.addAll(neighbours(jupyter));
      pythons.addAll(programs(searchPath, WINDOWS ? "python.exe" : "python3"));
    }
    return pythons.stream().map(Jupyter::probe).flatMap(Optional::stream).findFirst();
  }

  /**
   * Asks an interpreter for its JupyterLab.
   *
   * @param python the interpreter
   * @return none if it has none that serves
   */
  public static Optional<Jupyter> probe(Path python) {
    Child.Answer answer = Child.ask(List.of(python.toString(), "-c", PROBE));
    String version = answer.lastLine();
    return answer.ok() && version.matches("[4-9]\\..*")
        ? Optional.of(new Jupyter(python, version))
        : Optional.empty();
  }

  /**
   * The programs of a name in the folders of a search path.
   *
   * @param searchPath folders, as in the variable PATH
   * @param name of the file
   * @return absolute paths, first to last
   */
  public static List<Path> programs(String searchPath, String name) {
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

  /**
   * The data folder that this Jupyter reads kernels from.
   *
   * @param user whether the user's own, instead of that of the environment
   * @return the folder, which may be missing
   * @throws InstallException if the interpreter does not say
   */
  public Path dataFolder(boolean user) {
    String expression = user ? "p.jupyter_data_dir()" : "p.ENV_JUPYTER_PATH[0]";
    String program = "import jupyter_core.paths as p; print(%s)".formatted(expression);
    Child.Answer answer = Child.ask(List.of(python.toString(), "-c", program));
    if (!answer.ok()) {
      throw new InstallException(
          "%s does not say where its kernels are: %s".formatted(python, answer.lastLine()));
    }
    return Path.of(answer.lastLine());
  }

  /**
   * The command for a Python program.
   *
   * @param program its file
   * @return the start of the command, to be followed by its arguments
   */
  public List<String> command(Path program) {
    return List.of(python.toString(), "-B", program.toString());
  }
}
