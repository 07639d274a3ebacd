package org.distill4j.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.Snippet;
import jdk.jshell.UnresolvedReferenceException;
import org.jspecify.annotations.Nullable;

/** Says what a cell threw, and which of its lines did. */
final class RuntimeErrors {
  private static final int SHOWN = 12;

  /** The line of a cell on which a snippet starts. */
  private record Place(int cell, int line) {}

  private final Map<String, Place> places = new HashMap<>();
  private final JShell shell;

  RuntimeErrors(JShell shell) {
    this.shell = shell;
  }

  void remember(Snippet snippet, int cell, int line) {
    places.put(snippet.id(), new Place(cell, line));
  }

  CellFailure failure(JShellException thrown) {
    List<String> lines = new ArrayList<>();
    addFrames(lines, thrown);
    for (Throwable cause = thrown.getCause(); cause != null; cause = cause.getCause()) {
      lines.add("caused by " + name(cause) + ": " + message(cause));
      addFrames(lines, cause);
    }
    return new CellFailure(name(thrown), message(thrown), lines);
  }

  private void addFrames(List<String> lines, Throwable thrown) {
    Map<String, Integer> frames = new LinkedHashMap<>();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (!isOurs(frame)) {
        frames.merge("  " + describe(frame), 1, Integer::sum);
      }
    }
    frames.entrySet().stream()
        .limit(SHOWN)
        .map(e -> e.getKey() + (e.getValue() > 9 ? "  (" + e.getValue() + " times)" : ""))
        .forEach(lines::add);
    if (frames.size() > SHOWN) {
      lines.add("  … and " + (frames.size() - SHOWN) + " more");
    }
  }

  private String describe(StackTraceElement frame) {
    String file = frame.getFileName() == null ? "" : frame.getFileName();
    @Nullable Place place = file.startsWith("#") ? places.get(file.substring(1)) : null;
    String method = frame.getMethodName().replaceAll("(lambda|do_it)\\$.*", "");
    if (place == null) {
      return "at "
          + frame.getClassName()
          + "."
          + method
          + " ("
          + file
          + ":"
          + frame.getLineNumber()
          + ")";
    }
    String source =
        shell
            .snippets()
            .filter(snippet -> snippet.id().equals(file.substring(1)))
            .flatMap(snippet -> snippet.source().lines())
            .skip(frame.getLineNumber() - 1L)
            .findFirst()
            .orElse("");
    return "at cell %d, line %d%s: %s"
        .formatted(
            place.cell(),
            place.line() + frame.getLineNumber() - 1,
            method.isEmpty() ? "" : ", in " + method,
            source.strip());
  }

  private static boolean isOurs(StackTraceElement frame) {
    return frame.getClassName().startsWith("org.distill4j.kernel.")
        || frame.getClassName().startsWith("jdk.internal.reflect.");
  }

  private static String name(Throwable thrown) {
    if (thrown instanceof EvalException exception) {
      if (exception.getExceptionClassName().equals(Checkpoint.Stopped.class.getName())) {
        return "Stopped";
      }
      return exception.getExceptionClassName().replaceAll("^REPL\\.\\$JShell\\$\\w+\\$", "");
    }
    return "UnresolvedReference";
  }

  private String message(Throwable thrown) {
    if (thrown instanceof UnresolvedReferenceException unresolved) {
      return missing(unresolved.getSnippet());
    }
    return thrown.getMessage() == null ? "" : thrown.getMessage();
  }

  /** What a declaration still lacks. */
  String missing(jdk.jshell.DeclarationSnippet snippet) {
    return snippet.name()
        + " cannot be used before these are declared: "
        + shell.unresolvedDependencies(snippet).collect(Collectors.joining(", "));
  }
}
