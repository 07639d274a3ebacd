package org.distill4j.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.distill4j.kernel.install.Child;
import org.distill4j.kernel.install.Jupyter;
import org.distill4j.kernel.install.KernelSpec;
import org.distill4j.kernel.install.LabException;

/**
 * {@code ./mvnw}: makes Jupyter and the kernel available and opens JupyterLab on the notebooks.
 * {@code -Dlab.args="--no-browser --port=9000"} passes arguments on to it.
 */
public final class OpenLab {

  private OpenLab() {}

  /**
   * Opens it, and returns when it has ended. What is missing is said in one sentence, which Maven
   * would bury in its own report of an exception; hence the plain exit.
   *
   * @param args not used
   */
  public static void main(String[] args) {
    try {
      open(Project.here());
    } catch (IOException | LabException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void open(Project project) throws IOException {
    Jupyter jupyter = project.jupyter(System.out::println);
    Path data = installKernel(project, jupyter);
    ProcessBuilder builder = server(project, jupyter, data, project.notebooks());
    String more = System.getProperty("lab.args", "").strip();
    if (!more.isEmpty()) {
      builder.command().addAll(List.of(more.split("\\s+")));
    }
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    System.out.printf("JupyterLab %s opens; Ctrl-C ends it.%n", jupyter.version());
    try (Child child = Child.start(builder)) {
      int status = child.waitFor();
      if (status != 0) {
        throw new LabException("JupyterLab ended with status %d".formatted(status));
      }
    }
  }

  /**
   * JupyterLab with the project's settings.
   *
   * @param data the folder of Jupyter's data that holds the kernel
   * @param notebooks the folder that it shows
   */
  static ProcessBuilder server(Project project, Jupyter jupyter, Path data, Path notebooks) {
    List<String> command = new ArrayList<>(jupyter.command(project.program("lab.py")));
    command.add("--ServerApp.root_dir=" + notebooks);
    ProcessBuilder builder = new ProcessBuilder(command);
    NotebookRun.addDataFolder(builder.environment(), data);
    String config = project.programs().toString();
    builder
        .environment()
        .merge("JUPYTER_CONFIG_PATH", config, (old, ours) -> ours + File.pathSeparator + old);
    return builder;
  }

  /**
   * Installs the kernel into Jupyter's environment, or for this session where that is read-only.
   */
  private static Path installKernel(Project project, Jupyter jupyter) {
    KernelSpec kernel = CourseKernel.here();
    Path environment = jupyter.dataFolder(false);
    try {
      kernel.installFast(environment);
      return environment;
    } catch (LabException e) {
      kernel.installFast(project.data());
      System.out.printf("%s is read-only: the kernel is there for this session.%n", environment);
      return project.data();
    }
  }
}
