package org.distill4j.kernel.errors;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.UnresolvedReferenceException;
import jdk.jshell.VarSnippet;
import org.distill4j.kernel.stop.Checkpoint;
import org.jspecify.annotations.Nullable;

/** Says what a cell threw, and which of its lines did. */
public final class RuntimeErrors {
  /** How many methods of libraries are shown, from the one that threw. */
  private static final int SHOWN = 3;

  /** How many exceptions are told of a chain of causes. */
  private static final int CHAIN = 8;

  /** What JShell puts before the name of everything that a cell declares. */
  private static final Pattern WRAPPER = Pattern.compile("REPL\\.\\$JShell\\$\\w+[.$]");

  private static final Pattern SAME_NAME =
      Pattern.compile("class (\\S+) cannot be cast to class \\1 .*");

  /** The kernel's own methods, and those of Java that no reader has called. */
  private static final Pattern HIDDEN =
      Pattern.compile("(org\\.distill4j\\.kernel|jdk\\.internal|java\\.lang\\.reflect)\\..*");

  private final Map<String, String> sources = new HashMap<>();
  private final JShell shell;
  private final Hints hints;

  /** Asks the shell for what cells have declared. */
  public RuntimeErrors(JShell shell) {
    this.shell = shell;
    hints = new Hints(shell.sourceCodeAnalysis());
  }

  /** Notes the source of a cell, whose lines will be shown. */
  public void remember(String file, String code) {
    sources.put(file, code);
  }

  /**
   * The failure of a cell that threw.
   *
   * @param thrown as it was thrown
   * @param told what JShell made of it; null if JShell did not see it
   * @param interrupted whether the cell was asked to stop before
   */
  public CellFailure failure(Throwable thrown, @Nullable Throwable told, boolean interrupted) {
    if (thrown instanceof CellFailure known) {
      return known; // of code that the cell itself evaluated
    }
    List<String> lines = new ArrayList<>();
    addFrames(lines, thrown);
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    seen.add(thrown);
    addRelated(lines, thrown, seen);
    boolean ours = thrown instanceof Checkpoint.Stopped;
    if (told instanceof UnresolvedReferenceException unresolved) {
      return new CellFailure("UnresolvedReference", missing(unresolved.getSnippet()), lines);
    }
    String message = interrupted && !ours ? "the cell was interrupted" : message(thrown);
    String name = interrupted ? "Interrupted" : ours ? "Refused" : name(thrown);
    return new CellFailure(name, message, lines);
  }

  /** What was suppressed and what was the cause; a chain of causes may be endless. */
  private void addRelated(List<String> lines, Throwable thrown, Set<Throwable> seen) {
    for (Throwable suppressed : thrown.getSuppressed()) {
      addOne("suppressed", suppressed, lines, seen);
    }
    if (thrown.getCause() != null) {
      addOne("caused by", thrown.getCause(), lines, seen);
    }
  }

  private void addOne(String how, Throwable related, List<String> lines, Set<Throwable> seen) {
    if (seen.size() < CHAIN && seen.add(related)) {
      lines.add(how + " " + name(related) + ": " + message(related));
      addFrames(lines, related);
      addRelated(lines, related, seen);
    }
  }

  /** All lines of cells; after them, which methods of libraries they were in. */
  private void addFrames(List<String> lines, Throwable thrown) {
    List<StackTraceElement> frames = List.of(thrown.getStackTrace());
    Map<String, Integer> ofCells = new LinkedHashMap<>();
    List<String> ofLibraries = new ArrayList<>();
    int end = frames.size();
    while (end > 0 && !isOfCell(frames.get(end - 1))) {
      end--; // below the first line of a cell is what runs the cell
    }
    for (StackTraceElement frame : end == 0 ? frames : frames.subList(0, end)) {
      if (isOfCell(frame)) {
        // The checkpoint at the start of a method is on no line.
        ofCells.merge("  at " + line(frame), frame.getLineNumber() < 0 ? 0 : 1, Integer::sum);
      } else if (!HIDDEN.matcher(frame.getClassName()).matches()) {
        String method = frame.getClassName() + "." + frame.getMethodName();
        String line = frame.getLineNumber() < 0 ? "" : ":" + frame.getLineNumber();
        ofLibraries.add("  in " + method + " (" + frame.getFileName() + line + ")");
      }
    }
    ofCells.values().removeIf(times -> times == 0);
    ofCells.forEach(
        (line, times) -> lines.add(line + (times > 9 ? "  (" + times + " times)" : "")));
    ofLibraries.stream().limit(SHOWN).forEach(lines::add);
    if (ofLibraries.size() > SHOWN) {
      lines.add("  … and " + (ofLibraries.size() - SHOWN) + " more of libraries");
    }
  }

  private static boolean isOfCell(StackTraceElement frame) {
    return frame.getClassName().startsWith("REPL.");
  }

  private String line(StackTraceElement frame) {
    String file = String.valueOf(frame.getFileName());
    String method = frame.getMethodName().replaceAll("(lambda|do_it)\\$.*", "");
    int line = frame.getLineNumber();
    String source =
        sources.getOrDefault(file, "").lines().skip(Math.max(0, line - 1L)).findFirst().orElse("");
    return "%s, line %d%s: %s"
        .formatted(file, line, method.isEmpty() ? "" : ", in " + method, source.strip());
  }

  private static String name(Throwable thrown) {
    return WRAPPER.matcher(thrown.getClass().getName()).replaceAll("");
  }

  private String message(Throwable thrown) {
    String message;
    try {
      message = thrown.getMessage() == null ? "" : thrown.getMessage();
    } catch (RuntimeException e) {
      return "its message cannot be read: " + e;
    }
    message = WRAPPER.matcher(message).replaceAll("");
    var same = SAME_NAME.matcher(message);
    if (thrown instanceof ClassCastException && same.matches()) {
      return "%1$s was declared anew, and this object is one of the %1$s before: make it again"
          .formatted(same.group(1));
    }
    if (!(thrown instanceof OutOfMemoryError)) {
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
      String imports =
          shell
              .unresolvedDependencies(snippet)
              .filter(name -> name.startsWith("class "))
              .flatMap(name -> hints.imports(name.substring(6)).stream())
              .map(hint -> "; " + hint)
              .collect(Collectors.joining());
      return snippet.name() + " cannot be used before these are declared: " + missing + imports;
    }
    Stream<String> why = shell.diagnostics(snippet).map(CompileErrors::message);
    return snippet.name()
        + " cannot be used as things are declared now: "
        + why.findFirst().orElse("it is wrong").replaceAll("\\s+", " ");
  }
}
