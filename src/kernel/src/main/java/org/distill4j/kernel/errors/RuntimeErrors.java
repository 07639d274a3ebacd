package org.distill4j.kernel.errors;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import org.distill4j.kernel.stop.Checkpoint;
import org.jspecify.annotations.Nullable;

/** Says what a cell threw, and which of its lines did. */
public final class RuntimeErrors {
  private static final int SHOWN = 12;

  /** What JShell puts before the name of everything that a cell declares. */
  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]");

  /** The number of a cell, its source, and the line of it on which a snippet starts. */
  private record Place(int cell, String code, int line) {}

  private final Map<String, Place> places = new HashMap<>();
  private final JShell shell;

  /** Asks the shell for what cells have declared. */
  public RuntimeErrors(JShell shell) {
    this.shell = shell;
  }

  /** Notes on which line of which cell a snippet starts. */
  public void remember(Snippet snippet, int cell, String code, int line) {
    places.put(snippet.id(), new Place(cell, code, line));
  }

  /**
   * The failure of a cell that threw.
   *
   * @param interrupted whether it was asked to stop before
   */
  public CellFailure failure(JShellException thrown, boolean interrupted) {
    List<String> lines = new ArrayList<>();
    addFrames(lines, thrown);
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      lines.add("caused by " + name(cause) + ": " + message(cause));
      addFrames(lines, cause);
    }
    boolean ours = name(thrown).equals(Checkpoint.Stopped.class.getName());
    String message = interrupted && !ours ? "the cell was interrupted" : message(thrown);
    String name = interrupted ? "Interrupted" : ours ? "Refused" : name(thrown);
    return new CellFailure(name, message, lines);
  }

  private void addFrames(List<String> lines, Throwable thrown) {
    Map<String, Integer> frames = new LinkedHashMap<>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (!frame
          .getClassName()
          .matches("(org\\.distill4j\\.kernel|jdk\\.internal\\.reflect)\\..*")) {
        frames.merge("  at " + describe(frame), 1, Integer::sum);
      }
    }
    for (var frame : frames.entrySet().stream().limit(SHOWN).toList()) {
      int times = frame.getValue();
      lines.add(frame.getKey() + (times > 9 ? "  (" + times + " times)" : ""));
    }
    if (frames.size() > SHOWN) {
      lines.add("  … and " + (frames.size() - SHOWN) + " more");
    }
  }

  private String describe(StackTraceElement frame) {
    String file = String.valueOf(frame.getFileName());
    @Nullable Place place = file.startsWith("#") ? places.get(file.substring(1)) : null;
    int line = frame.getLineNumber();
    if (place == null) {
      String where = line < 0 ? file : file + ":" + line;
      return frame.getClassName() + "." + frame.getMethodName() + " (" + where + ")";
    }
    String method = frame.getMethodName().replaceAll("(lambda|do_it)\\$.*", "");
    int lineOfCell = place.line() + line - 1;
    String source = place.code().lines().skip(lineOfCell - 1L).findFirst().orElse("");
    return "cell %d, line %d%s: %s"
        .formatted(
            place.cell(), lineOfCell, method.isEmpty() ? "" : ", in " + method, source.strip());
  }

  private static String name(Throwable thrown) {
    return thrown instanceof EvalException exception
        ? WRAPPER.matcher(exception.getExceptionClassName()).replaceAll("")
        : "UnresolvedReference";
  }

  private String message(Throwable thrown) {
    if (thrown instanceof UnresolvedReferenceException unresolved) {
      return missing(unresolved.getSnippet());
    }
    String message =
        thrown.getMessage() == null ? "" : WRAPPER.matcher(thrown.getMessage()).replaceAll("");
    if (!name(thrown).equals("java.lang.OutOfMemoryError")) {
      return message;
    }
    String holders =
        shell
            .variables()
            .filter(variable -> !variable.typeName().matches("[a-z]+"))
            .map(VarSnippet::name)
            .collect(Collectors.joining(", "));
    return "%s. The heap has %d MB; set what you no longer need to null: there are %s"
        .formatted(message, Runtime.getRuntime().maxMemory() >> 20, holders);
  }

  /** What a declaration still lacks. */
  public String missing(DeclarationSnippet snippet) {
    String missing = shell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      return snippet.name() + " cannot be used before these are declared: " + missing;
    }
    String why =
        shell.diagnostics(snippet).map(CompileErrors::message).findFirst().orElse("it is wrong");
    return snippet.name() + " cannot be used as things are declared now: " + why;
  }
}
