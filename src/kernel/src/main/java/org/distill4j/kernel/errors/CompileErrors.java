package org.distill4j.kernel.errors;

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
import org.jspecify.annotations.Nullable;

/** Says what the compiler found wrong with a cell, where in the cell, and what may be meant. */
public final class CompileErrors {
  private static final int SHOWN = 5;
  private static final Pattern UNKNOWN =
      Pattern.compile("symbol: +\\w+ (\\w+)|package (\\w+) does not exist");

  private final SourceCodeAnalysis analysis;

  /** Asks the analysis for names that may be meant. */
  public CompileErrors(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /**
   * The failure of a part of a cell; the same mistake is told once.
   *
   * @param cell its source
   * @param start where in the cell the part starts
   * @param text the part as it was compiled
   * @param found what the compiler says, with positions in the text
   */
  public CellFailure failure(String cell, int start, String text, List<Diag> found) {
    Map<String, Diag> mistakes = new LinkedHashMap<>();
    found.stream().filter(Diag::isError).forEach(d -> mistakes.putIfAbsent(message(d), d));
    List<String> lines = new ArrayList<>();
    mistakes.entrySet().stream()
        .limit(SHOWN)
        .forEach(mistake -> describe(cell, start, text, mistake, lines));
    if (mistakes.size() > SHOWN) {
      lines.add("and " + (mistakes.size() - SHOWN) + " more");
    }
    String first = mistakes.keySet().stream().findFirst().orElse("this is not Java");
    return new CellFailure("CompilationError", first, lines);
  }

  private void describe(
      String cell, int start, String text, Map.Entry<String, Diag> mistake, List<String> lines) {
    String message = mistake.getKey();
    Diag diag = mistake.getValue();
    var unknown = UNKNOWN.matcher(diag.getMessage(null));
    @Nullable String name =
        !unknown.find() ? null : unknown.group(unknown.group(1) == null ? 2 : 1);
    int of = name == null ? -1 : text.indexOf(name, (int) diag.getStartPosition());
    long position = of < 0 ? Math.max(0, diag.getPosition()) : of;
    int at = Math.min(start + (int) position, cell.length());
    int lineStart = cell.lastIndexOf('\n', at - 1) + 1;
    // Tabs stay tabs, so that the caret stands below its character.
    String indent = cell.substring(lineStart, at).replaceAll("[^\t]", " ");
    int line = line(cell, at);
    lines.add("line %d, column %d: %s".formatted(line, at - lineStart + 1, message));
    lines.add("    " + cell.lines().skip(line - 1L).findFirst().orElse(""));
    lines.add("    " + indent + "^");
    if (message.contains("constructor in record") && message.endsWith("was public)")) {
      lines.add("    in a notebook this constructor has to be public");
    }
    if (name != null && of >= 0) {
      meant(name, text, of).ifPresent(known -> lines.add("    did you mean " + known + "?"));
    }
  }

  /** The number of the line of a cell in which this position is. */
  public static int line(String cell, int at) {
    return (int) cell.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }

  /** The compiler's message on one line, without the class that JShell wraps around a snippet. */
  static String message(Diag diag) {
    return diag.getMessage(null)
        .replaceAll("\\s*location: +class *(?=\\s|$)", "")
        .replaceAll("\\s+symbol: +", ": ")
        .replaceAll("\\s+location: +", " in ")
        .replaceAll("\\s+", " ")
        .strip();
  }

  /** A name known at this place that differs from an unknown one by a slip of the finger. */
  private Optional<String> meant(String name, String text, int at) {
    int allowed = Math.min(2, name.length() / 2);
    return analysis.completionSuggestions(text, at, new int[1]).stream()
        .map(suggestion -> suggestion.continuation().replaceAll("\\W.*", ""))
        .filter(known -> !known.isEmpty() && distance(name, known) <= allowed)
        .min(
            Comparator.comparing((String known) -> distance(name, known))
                .thenComparing(known -> -known.length()));
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
