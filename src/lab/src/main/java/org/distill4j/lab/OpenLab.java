package org.distill4j.lab;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.distill4j.kernel.install.Child;
import org.distill4j.kernel.install.InstallException;
import org.distill4j.kernel.install.Jupyter;
import org.distill4j.kernel.install.KernelSpec;
import org.distill4j.kernel.install.WholeFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./mvnw}: makes Jupyter and the kernel available and opens JupyterLab on the notebooks. */
@Command(name = "lab", description = "Opens JupyterLab on the notebooks.")
final class OpenLab implements Runnable {

  private final Project project;
  private final Consumer<String> say;

  @Option(
      names = "--lab.args",
      paramLabel = "WORDS",
      defaultValue = "${sys:lab.args:-}",
      description =
          "Arguments of JupyterLab, as \"--no-browser --port=9000\"; quotes keep blanks together.")
  private Words more = new Words(List.of());

  OpenLab(Project project, Consumer<String> say) {
    this.project = project;
    this.say = say;
  }

  /** Opens it, and returns when it has ended. */
  @Override
  public void run() {
    Jupyter jupyter = project.jupyter(say);
    ProcessBuilder builder = server(project, jupyter, installKernel(jupyter), project.notebooks());
    builder.command().addAll(more.list());
    builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    say.accept("JupyterLab %s opens; Ctrl-C ends it.".formatted(jupyter.version()));
    try (Child child = Child.start(builder)) {
      int status = child.waitFor();
      if (status != 0) {
        throw new LabException("JupyterLab ended with status %d".formatted(status));
      }
    } catch (IOException e) {
      throw new LabException("JupyterLab cannot be started: " + WholeFile.reason(e));
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
  private Path installKernel(Jupyter jupyter) {
    KernelSpec kernel = CourseKernel.of(project);
    Path environment = jupyter.dataFolder(false);
    try {
      kernel.installFast(environment);
      return environment;
    } catch (InstallException e) {
      kernel.installFast(project.data());
      say.accept("%s is read-only: the kernel is there for this session.".formatted(environment));
      return project.data();
    }
  }
}
