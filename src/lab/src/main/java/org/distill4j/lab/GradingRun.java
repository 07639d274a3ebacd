package org.distill4j.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.distill4j.kernel.install.Jupyter;

/**
 * One execution of a notebook that may do anything: in a kernel and a working folder of its own,
 * within limits, to its end whatever fails.
 *
 * @param project the checkout
 * @param jupyter the Jupyter to run it with
 * @param limits what it may use
 * @param kernel what it runs in
 * @param say hears of what a submission did to the kernel of the others
 */
record GradingRun(
    Project project,
    Jupyter jupyter,
    GradingLimits limits,
    GradingKernel kernel,
    Consumer<String> say) {

  /**
   * What came of it.
   *
   * @param notebook with its outputs
   * @param executed how many of its code cells were executed to their end
   * @param problem why not all; empty if all were
   * @param timeouts how often a limit of time was reached
   * @param seconds wall time, the kernel's start included
   * @param peakMegabytes the most memory that the kernel held; 0 where the system does not tell
   */
  record Outcome(
      Notebook notebook,
      int executed,
      String problem,
      long timeouts,
      double seconds,
      long peakMegabytes) {}

  /** What the driver calls the error of a cell that took too long. */
  private static final String TOO_LONG = "TooLong";

  /** Executes a notebook with these files in its working folder. */
  Outcome execute(Notebook notebook, Attachments files) throws IOException {
    kernel.check(say);
    Path place = Files.createTempDirectory("distill4j-grading");
    try {
      Path folder = Files.createDirectory(place.resolve("work"));
      files.writeTo(folder);
      return execute(notebook, place, folder);
    } finally {
      delete(place);
    }
  }

  private Outcome execute(Notebook notebook, Path place, Path folder) throws IOException {
    Path draft = Files.writeString(place.resolve("draft.ipynb"), notebook.format());
    Path result = place.resolve("result.ipynb");
    File errors = place.resolve("errors.txt").toFile();
    Driver driver = new Driver(project, jupyter, null, kernel);
    List<String> arguments =
        List.of(
            draft.toString(),
            result.toString(),
            folder.toString(),
            driver.kernelName(),
            String.valueOf(limits.cell().toSeconds()),
            String.valueOf(limits.all().toSeconds()),
            String.valueOf(limits.megabytes()));
    // Its folder is elsewhere, so the shipped data must be pointed at.
    Map<String, String> environment =
        Map.of(
            "DISTILL4J_DATA",
            project.root().resolve("data").toString(),
            "JUPYTER_RUNTIME_DIR",
            place.resolve("runtime").toString());
    JsonObject told;
    try {
      told = driver.run("grade.py", arguments, environment, Redirect.to(errors));
    } catch (LabException e) {
      String words = new String(Files.readAllBytes(errors.toPath()), UTF_8).strip();
      String last = words.substring(words.lastIndexOf('\n') + 1);
      String reason = last.isEmpty() ? "the program that drives the kernel was killed" : last;
      return new Outcome(notebook, 0, e.getMessage() + ": " + reason, 0, 0, 0);
    }
    Notebook executed = Wellformed.of(Normalizer.normalized(Notebook.read(result)));
    JsonElement peak = told.get("peak");
    return new Outcome(
        executed,
        told.get("failure") instanceof JsonObject failure
            ? failure.get("cell").getAsInt() - 1
            : executed.codeCells().size(),
        problem(told),
        timeouts(executed) + (isOutOfTime(told) ? 1 : 0),
        told.get("seconds").getAsDouble(),
        peak.isJsonNull() ? 0 : peak.getAsLong() / 1_000_000);
  }

  private static long timeouts(Notebook executed) {
    return executed.codeCells().stream()
        .flatMap(cell -> cell.getAsJsonArray("outputs").asList().stream())
        .map(output -> output.getAsJsonObject().get("ename"))
        .filter(name -> name != null && name.getAsString().equals(TOO_LONG))
        .count();
  }

  private static boolean isOutOfTime(JsonObject told) {
    return told.get("failure") instanceof JsonObject failure
        && (told.get("stopped").isJsonNull()
            ? failure.get("error").getAsString().startsWith("CellTimeoutError")
            : told.get("stopped").getAsString().startsWith("it took"));
  }

  private static String problem(JsonObject told) {
    if (!(told.get("failure") instanceof JsonObject failure)) {
      return "";
    }
    if (!told.get("stopped").isJsonNull()) {
      return "the kernel was stopped: " + told.get("stopped").getAsString();
    }
    String error = failure.get("error").getAsString().strip();
    if (error.startsWith("DeadKernelError")) {
      return "the kernel ended in the middle of the notebook";
    }
    return error.startsWith("CellTimeoutError")
        ? "a cell could not be interrupted"
        : "the notebook could not be executed: " + error.lines().findFirst().orElse("");
  }

  /** Deletes a folder and what is in it; of links, only the links. */
  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path left, IOException e) throws IOException {
            Files.delete(left);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
