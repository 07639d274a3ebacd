package org.distill4j.metrics;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The table that shows {@link ByClass}: a column for each predicted class, then the shares. */
final class ByClassText {

  private static final String AVERAGE = "macro average";

  private final List<String> classes;
  private final int first;

  private ByClassText(List<String> classes) {
    this.classes = classes;
    this.first = classes.stream().mapToInt(String::length).reduce(AVERAGE.length(), Math::max);
  }

  static String of(ByClass result) {
    int[][] counts = result.counts();
    ByClassText text = new ByClassText(result.classes());
    String rows =
        IntStream.range(0, counts.length)
            .mapToObj(k -> text.row(counts[k], k, result))
            .collect(Collectors.joining());
    return text.line("", text.classes, "  precision   recall       F1\n")
        + rows
        + text.line(
            AVERAGE,
            text.classes.stream().map(name -> "").toList(),
            shares(result.macroPrecision(), result.macroRecall(), result.macroF1()));
  }

  private String row(int[] counts, int k, ByClass result) {
    List<String> cells = IntStream.of(counts).mapToObj("%,d"::formatted).toList();
    String shares = shares(result.precision(k), result.recall(k), result.f1(k));
    return line(classes.get(k), cells, shares + "\n");
  }

  private String line(String name, List<String> cells, String end) {
    StringBuilder line = new StringBuilder(("%-" + first + "s").formatted(name));
    for (int k = 0; k < cells.size(); k++) {
      int width = Math.max(6, classes.get(k).length());
      line.append(("  %" + width + "s").formatted(cells.get(k)));
    }
    return line.append(end).toString();
  }

  private static String shares(double precision, double recall, double f1) {
    return "  %7.1f %%  %5.1f %%  %5.1f %%".formatted(100 * precision, 100 * recall, 100 * f1);
  }
}
