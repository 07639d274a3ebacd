package org.distill4j.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.distill4j.kernel.install.Jupyter;
import org.distill4j.kernel.install.WholeFile;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a notebook from top to bottom, in its own folder, in a fresh kernel.
 *
 * @param project the checkout
 * @param jupyter the Jupyter to run it with
 * @param notebook the file
 * @param kernel the name of an installed kernel; null for the kernel of the checkout
 * @param cellTimeout the longest that a cell may take
 */
record NotebookRun(
    Project project,
    Jupyter jupyter,
    Path notebook,
    @Nullable String kernel,
    Duration cellTimeout) {

  /**
   * What a run without a failure tells of itself.
   *
   * @param executed the notebook with its outputs, normalised
   * @param seconds wall time, the kernel's start included
   * @param peakMegabytes the most memory that the kernel held; 0 where the system does not tell
   */
  record Report(Notebook executed, double seconds, long peakMegabytes) {
    @Override
    public String toString() {
      String memory = peakMegabytes == 0 ? "" : ", kernel at most %d MB".formatted(peakMegabytes);
      return "%d code cells in %.1f s%s".formatted(executed.codeCells().size(), seconds, memory);
    }
  }

  /** A run with the checkout's kernel and ten minutes for each cell. */
  static NotebookRun of(Project project, Jupyter jupyter, Path notebook) {
    return new NotebookRun(project, jupyter, notebook, null, Duration.ofMinutes(10));
  }

  /**
   * Executes the notebook and writes it with its outputs; after a failure nothing is written.
   *
   * @throws LabException if a cell fails, naming it, or if the file cannot be read or written
   */
  Report writeTo(Path target) {
    Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder) || Files.isDirectory(target)) {
        throw new LabException("cannot write to %s".formatted(target));
      }
      Report report = execute();
      WholeFile.write(target, report.executed().format());
      return report;
    } catch (IOException e) {
      throw new LabException("cannot write to %s: %s".formatted(target, WholeFile.reason(e)));
    }
  }

  private Report execute() throws IOException {
    Notebook read = Notebook.read(notebook);
    new Runnability(notebook).require(read);
    Notebook cleared = Normalizer.cleared(read);
    Path draft = temporary();
    Path result = temporary();
    try {
      Files.writeString(draft, cleared.format());
      JsonObject told = tell(draft, result);
      if (told.get("failure") instanceof JsonObject failure) {
        throw new LabException(describe(failure));
      }
      JsonElement peak = told.get("peak");
      return new Report(
          Normalizer.normalized(Notebook.read(result)),
          told.get("seconds").getAsDouble(),
          peak.isJsonNull() ? 0 : peak.getAsLong() / 1_000_000);
    } finally {
      Files.deleteIfExists(draft);
      Files.deleteIfExists(result);
    }
  }

  /** A file that goes away also after a Ctrl-C. */
  private static Path temporary() throws IOException {
    Path file = Files.createTempFile("distill4j", ".ipynb");
    file.toFile().deleteOnExit();
    return file;
  }

  private JsonObject tell(Path draft, Path result) throws IOException {
    Driver driver = new Driver(project, jupyter, kernel, null);
    List<String> arguments =
        List.of(
            draft.toString(),
            result.toString(),
            Objects.requireNonNull(notebook.toAbsolutePath().getParent()).toString(),
            driver.kernelName(),
            String.valueOf(cellTimeout.toSeconds()));
    try {
      return driver.run("execute.py", arguments, Map.of(), ProcessBuilder.Redirect.INHERIT);
    } catch (LabException e) {
      throw new LabException("%s: %s".formatted(notebook, e.getMessage()));
    }
  }

  /** Makes Jupyter look for kernels in this folder first. */
  static void addDataFolder(Map<String, String> environment, Path folder) {
    environment.merge(
        "JUPYTER_PATH", folder.toString(), (old, ours) -> ours + java.io.File.pathSeparator + old);
  }

  private String describe(JsonObject failure) {
    int cell = failure.get("cell").getAsInt();
    String error = failure.get("error").getAsString().replaceAll("\u001B\\[[0-9;]*m", "");
    if (cell == 0) {
      return "%s: %s".formatted(notebook, error);
    }
    String source = failure.get("source").getAsString().indent(4);
    return "%s: code cell %d failed%n%n%s%n%s"
        .formatted(notebook, cell, source, error.stripTrailing().indent(4));
  }
}
