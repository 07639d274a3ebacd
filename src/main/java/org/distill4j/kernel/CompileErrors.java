package org.distill4j.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import jdk.jshell.Diag;
import jdk.jshell.SourceCodeAnalysis;

/** Says what the compiler found wrong with a cell, where in the cell, and what may be meant. */
final class CompileErrors {
  private static final int SHOWN = 5;
  private static final Pattern UNKNOWN =
      Pattern.compile("symbol: +\\w+ (\\w+)|package (\\w+) does not exist");

  private final SourceCodeAnalysis analysis;

  CompileErrors(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /** The failure of a part of this cell; the same mistake is told once. */
  CellFailure failure(String cell, Part part, List<Diag> found) {
    Map<String, Diag> mistakes = new LinkedHashMap<>();
    for (Diag diag : found) {
      if (diag.isError()) {
        mistakes.putIfAbsent(message(diag), diag);
      }
    }
    List<String> lines = new ArrayList<>();
    mistakes.entrySet().stream()
        .limit(SHOWN)
        .forEach(e -> lines.addAll(describe(cell, part, e.getKey(), e.getValue())));
    if (mistakes.size() > SHOWN) {
      lines.add("and " + (mistakes.size() - SHOWN) + " more");
    }
    String first = mistakes.isEmpty() ? "this is not Java" : mistakes.keySet().iterator().next();
    return new CellFailure("CompilationError", first, lines);
  }

  private List<String> describe(String cell, Part part, String message, Diag diag) {
    String name = unknownName(diag);
    int of = part.text().indexOf(name, (int) diag.getStartPosition());
    long position = name.isEmpty() || of < 0 ? diag.getPosition() : of;
    int at = Math.min(part.start() + (int) Math.max(0, position), cell.length());
    int lineStart = cell.lastIndexOf('\n', at - 1) + 1;
    int lineEnd = cell.indexOf('\n', at) < 0 ? cell.length() : cell.indexOf('\n', at);
    long line = cell.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    // Tabs stay tabs, so that the caret stands below its character.
    String indent = cell.substring(lineStart, at).replaceAll("[^\t]", " ");
    List<String> lines = new ArrayList<>();
    lines.add("line %d, column %d: %s".formatted(line, at - lineStart + 1, message));
    lines.add("    " + cell.substring(lineStart, lineEnd));
    lines.add("    " + indent + "^");
    if (!name.isEmpty() && of >= 0) {
      meant(name, part.text(), of).ifPresent(known -> lines.add("    did you mean " + known + "?"));
    }
    return lines;
  }

  /** The compiler's message on one line, without the class that JShell wraps around a snippet. */
  private static String message(Diag diag) {
    return diag.getMessage(null)
        .replaceAll("\\s*location: +class *(?=\\s|$)", "")
        .replaceAll("\\s+symbol: +", ": ")
        .replaceAll("\\s+location: +", " in ")
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static String unknownName(Diag diag) {
    var unknown = UNKNOWN.matcher(diag.getMessage(null));
    return !unknown.find() ? "" : unknown.group(1) == null ? unknown.group(2) : unknown.group(1);
  }

  /** A name known at this place that differs from an unknown one by a slip of the finger. */
  private Optional<String> meant(String name, String text, int at) {
    int allowed = Math.min(2, name.length() / 2);
    return analysis.completionSuggestions(text, at, new int[1]).stream()
        .map(suggestion -> suggestion.continuation().replaceAll("\\W.*", ""))
        .filter(known -> !known.isEmpty() && distance(name, known) <= allowed)
        .min(
            Comparator.comparing((String known) -> distance(name, known))
                .thenComparing(k -> -k.length()));
  }

  /** The letters to insert, delete or change to turn one name into the other. */
  private static int distance(String from, String to) {
    var edits = IntStream.rangeClosed(0, to.length()).toArray();
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = edits[0]++;
      for (int j = 1; j <= to.length(); j++) {
        int changed = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = edits[j];
        edits[j] = Math.min(changed, Math.min(edits[j - 1], edits[j]) + 1);
      }
    }
    return edits[to.length()];
  }
}
