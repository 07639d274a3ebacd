package org.distill4j.lab;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.distill4j.kernel.install.Child;
import org.distill4j.kernel.install.InstallException;
import org.distill4j.kernel.install.Jupyter;
import org.distill4j.kernel.install.KernelSpec;
import org.jspecify.annotations.Nullable;

/**
 * Runs the Python programs that execute notebooks.
 *
 * @param project the checkout that they are in
 * @param jupyter the Jupyter to run them with
 * @param kernel the name of an installed kernel; null for the kernel of the checkout, or for that
 *     of the submissions
 * @param grading the kernel of submissions; null where none are run
 */
record Driver(
    Project project, Jupyter jupyter, @Nullable String kernel, @Nullable GradingKernel grading) {

  /** The variables that submissions get to see: nothing that lets anybody in anywhere. */
  private static final Pattern PUBLIC =
      Pattern.compile(
          "PATH|HOME|USER|LANG|TZ|TMPDIR|LD_LIBRARY_PATH|JUPYTER_PATH|PYTHON(PATH|HOME|UTF8)"
              + "|(LC|OMP|OPENBLAS|DISTILL4J)_[A-Z0-9_]*");

  String kernelName() {
    return kernel == null ? KernelSpec.NAME : kernel;
  }

  /**
   * Runs one to its end.
   *
   * @param program its file name
   * @param arguments what it gets
   * @param environment variables set for it and the kernel
   * @param errors where its complaints go
   * @return the line of JSON that it ends with
   * @throws LabException if it ends without one
   */
  JsonObject run(
      String program, List<String> arguments, Map<String, String> environment, Redirect errors)
      throws IOException {
    List<String> command = new ArrayList<>();
    if (grading != null) {
      grading.sandbox().ifPresent(sandbox -> command.addAll(sandbox.driver()));
    }
    command.addAll(jupyter.command(project.program(program)));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
    Map<String, String> variables = builder.environment();
    if (grading != null) {
      if (!Jupyter.WINDOWS) {
        variables.keySet().removeIf(name -> !PUBLIC.matcher(name).matches());
      }
      grading.sandbox().ifPresent(sandbox -> variables.put("DISTILL4J_ALONE", "1"));
    }
    variables.put("DISTILL4J_PROGRESS", "off"); // else outputs depend on the pace
    variables.putAll(environment);
    if (grading != null) {
      NotebookRun.addDataFolder(variables, grading.data());
    } else if (kernel == null) {
      install();
      NotebookRun.addDataFolder(variables, project.data());
    }
    try (Child child = Child.start(builder)) {
      String output = child.output();
      child.waitFor();
      return JsonParser.parseString(output.substring(output.lastIndexOf('\n') + 1))
          .getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new LabException("Jupyter ended before the notebook did");
    }
  }

  private void install() {
    try {
      CourseKernel.of(project).install(project.data());
    } catch (InstallException e) {
      throw new LabException(String.valueOf(e.getMessage()));
    }
  }
}
