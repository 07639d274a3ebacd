package org.distill4j.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.Diag;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.Suggestion;

/** Says what the compiler found wrong with a cell, where in the cell, and what may be meant. */
final class CompileErrors {
  private static final int SHOWN = 5;
  private static final Pattern SYMBOL = Pattern.compile("symbol: +(\\w+) (\\w+)");
  private static final Pattern PACKAGE = Pattern.compile("package (\\w+) does not exist");

  private final SourceCodeAnalysis analysis;

  CompileErrors(SourceCodeAnalysis analysis) {
    this.analysis = analysis;
  }

  /** The failure of a part of this cell; the same mistake is told once. */
  CellFailure failure(String cell, Part part, List<Diag> found) {
    Map<String, Diag> mistakes = new LinkedHashMap<>();
    found.stream()
        .filter(Diag::isError)
        .sorted(Comparator.comparingLong(Diag::getPosition))
        .forEach(diag -> mistakes.putIfAbsent(message(diag), diag));
    List<String> lines = new ArrayList<>();
    mistakes.entrySet().stream()
        .limit(SHOWN)
        .forEach(
            mistake -> lines.addAll(describe(cell, part, mistake.getKey(), mistake.getValue())));
    if (mistakes.size() > SHOWN) {
      lines.add("and " + (mistakes.size() - SHOWN) + " more");
    }
    String first = mistakes.isEmpty() ? "this is not Java" : mistakes.keySet().iterator().next();
    return new CellFailure("CompilationError", first, lines);
  }

  private List<String> describe(String cell, Part part, String message, Diag diag) {
    int at = part.start() + (int) Math.max(0, Math.min(diag.getPosition(), part.text().length()));
    at = Math.min(at, cell.length());
    int lineStart = cell.lastIndexOf('\n', at - 1) + 1;
    int lineEnd = cell.indexOf('\n', at) < 0 ? cell.length() : cell.indexOf('\n', at);
    long line = cell.substring(0, at).chars().filter(c -> c == '\n').count() + 1;
    List<String> lines = new ArrayList<>();
    lines.add("line %d, column %d: %s".formatted(line, at - lineStart + 1, message));
    lines.add("    " + cell.substring(lineStart, lineEnd));
    // Tabs stay tabs, so that the caret stands below its character.
    lines.add("    " + cell.substring(lineStart, at).replaceAll("[^\t]", " ") + "^");
    meant(part, diag).ifPresent(name -> lines.add("    did you mean " + name + "?"));
    return lines;
  }

  /** The compiler's message on one line, without the class that JShell wraps around a snippet. */
  private static String message(Diag diag) {
    String[] lines = diag.getMessage(null).split("\n", -1);
    Matcher symbol = SYMBOL.matcher(diag.getMessage(null));
    if (symbol.find()) {
      String of = diag.getMessage(null).replaceAll("(?s).*location: +", "");
      boolean wrapped = of.startsWith("class") && of.replaceAll("class *", "").isBlank();
      String where = of.contains("symbol:") || wrapped ? "" : " in " + of.replace('\n', ' ');
      return lines[0]
          + ": "
          + diag.getMessage(null).replaceAll("(?s).*symbol: +([^\n]+).*", "$1")
          + where;
    }
    return String.join(" ", lines).replaceAll(" +", " ");
  }

  /** A known name that differs from an unknown one by a slip of the finger. */
  private Optional<String> meant(Part part, Diag diag) {
    String message = diag.getMessage(null);
    Matcher symbol = SYMBOL.matcher(message);
    Matcher missing = PACKAGE.matcher(message);
    String name = symbol.find() ? symbol.group(2) : missing.find() ? missing.group(1) : "";
    int at = part.text().indexOf(name, (int) Math.max(0, diag.getStartPosition()));
    if (name.isEmpty() || at < 0) {
      return Optional.empty();
    }
    int allowed = name.length() < 4 ? 1 : 2;
    return analysis.completionSuggestions(part.text(), at, new int[1]).stream()
        .map(Suggestion::continuation)
        .map(suggestion -> suggestion.replaceAll("\\W.*", ""))
        .filter(known -> !known.isEmpty() && distance(name, known) <= allowed)
        .min(Comparator.comparingInt(known -> distance(name, known)));
  }

  /** Edits that turn one name into the other; a change of case is half an edit. */
  private static int distance(String from, String to) {
    if (Math.abs(from.length() - to.length()) > 2) {
      return 3;
    }
    var edits = new int[from.length() + 1][to.length() + 1];
    for (int i = 0; i <= from.length(); i++) {
      for (int j = 0; j <= to.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        boolean same = from.charAt(i - 1) == to.charAt(j - 1);
        edits[i][j] =
            Math.min(
                edits[i - 1][j - 1] + (same ? 0 : 1),
                Math.min(edits[i - 1][j], edits[i][j - 1]) + 1);
        boolean swapped =
            i > 1
                && j > 1
                && from.charAt(i - 1) == to.charAt(j - 2)
                && from.charAt(i - 2) == to.charAt(j - 1);
        if (swapped) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[from.length()][to.length()];
  }
}
