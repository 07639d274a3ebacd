package org.distill4j.kernel.errors;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.SourceCodeAnalysis;
import org.jspecify.annotations.Nullable;

/** Says what the compiler found wrong with a cell, where in the cell, and what may be meant. */
public final class CompileErrors {
  private static final int SHOWN = 5;
  private static final int WIDTH = 120;
  private static final Pattern UNKNOWN =
      Pattern.compile("symbol: +\\w+ (\\w+)|package (\\w+) does not exist");

  private final Hints hints;

  /** Asks the analysis for names that may be meant. */
  public CompileErrors(SourceCodeAnalysis analysis) {
    hints = new Hints(analysis);
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
    return new CellFailure("CompilationError", first.lines().findFirst().orElse(""), lines);
  }

  /** The failure of a cell in which something is wrong that the compiler would not mind. */
  public CellFailure failure(String cell, int at, String message) {
    List<String> lines = new ArrayList<>();
    point(cell, at, message, lines);
    return new CellFailure("CompilationError", message, lines);
  }

  private void describe(
      String cell, int start, String text, Map.Entry<String, Diag> mistake, List<String> lines) {
    List<String> message = mistake.getKey().lines().toList();
    Diag diag = mistake.getValue();
    var unknown = UNKNOWN.matcher(diag.getMessage(null));
    @Nullable String name =
        !unknown.find() ? null : unknown.group(unknown.group(1) == null ? 2 : 1);
    int of = name == null ? -1 : text.indexOf(name, (int) diag.getStartPosition());
    long position = of < 0 ? Math.max(0, diag.getPosition()) : of;
    point(cell, Math.min(start + (int) position, cell.length()), message.get(0), lines);
    message.stream().skip(1).forEach(more -> lines.add("  " + more));
    Optional<String> hint =
        name != null && of >= 0
            ? hints.ofUnknown(name, text, of)
            : hints.of(diag.getCode(), mistake.getKey(), text, (int) position);
    hint.ifPresent(meant -> lines.add("    " + meant));
  }

  private static void point(String cell, int at, String message, List<String> lines) {
    int lineStart = cell.lastIndexOf('\n', at - 1) + 1;
    int line = line(cell, at);
    String source = cell.lines().skip(line - 1L).findFirst().orElse("");
    int column = at - lineStart;
    int from = column > WIDTH ? column - WIDTH / 2 : 0; // of a line that nobody would read
    // Tabs stay tabs, so that the caret stands below its character.
    String indent = source.substring(from, column).replaceAll("[^\t]", " ");
    lines.add("line %d, column %d: %s".formatted(line, column + 1, message));
    lines.add("    " + source.substring(from, Math.min(source.length(), from + 2 * WIDTH)));
    lines.add("    " + indent + "^");
  }

  /** The number of the line of a cell in which this position is. */
  public static int line(String cell, int at) {
    return (int) cell.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
  }

  /**
   * The compiler's message, without the class that JShell wraps around a snippet, and with the
   * short names of classes; on several lines where it is a list.
   */
  static String message(Diag diag) {
    String message =
        diag.getMessage(null)
            .replaceAll("\\s*location: +class *(?=\\s|$)", "")
            .replaceAll("\\s+symbol: +", ": ")
            .replaceAll("\\s+location: +", " in ")
            .replaceAll(" in class +(?=cannot)", " ")
            .replaceAll("(?<=\\S) {2,}", " ")
            .strip();
    boolean names = message.contains("package ") || message.contains("ambiguous");
    return names ? message : message.replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "");
  }
}
