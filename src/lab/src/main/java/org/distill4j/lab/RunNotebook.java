package org.distill4j.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ./mvnw compile exec:java@run -Dnotebook=FILE}: executes one notebook. */
@Command(
    name = "run",
    description =
        "Executes a notebook and writes its outputs into it; if a cell fails, nothing is written.")
final class RunNotebook implements Runnable {

  private static final Duration USUAL = Duration.ofMinutes(10); // for a cell

  private final Project project;
  private final Consumer<String> say;

  @Option(
      names = "--notebook",
      paramLabel = "FILE",
      defaultValue = "${sys:notebook}",
      description = "The notebook.")
  private @Nullable Path notebook;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      defaultValue = "${sys:out}",
      description = "Where it is written with its outputs (in place).")
  private @Nullable Path out;

  @Option(
      names = "--kernel",
      paramLabel = "NAME",
      defaultValue = "${sys:kernel}",
      description = "Another installed kernel (that of this checkout).")
  private @Nullable String kernel;

  @Mixin private CellLimit timeout = new CellLimit();

  RunNotebook(Project project, Consumer<String> say) {
    this.project = project;
    this.say = say;
  }

  @Override
  public void run() {
    if (notebook == null) {
      throw new LabException("which notebook? Type -Dnotebook=notebooks/NAME.ipynb");
    }
    if (!Files.isRegularFile(notebook)) {
      throw new LabException("there is no notebook %s".formatted(notebook.toAbsolutePath()));
    }
    NotebookRun run =
        new NotebookRun(project, project.jupyter(say), notebook, kernel, timeout.or(USUAL));
    NotebookRun.Report report = run.writeTo(out == null ? notebook : out);
    say.accept("%s: %s".formatted(notebook, report));
  }
}
