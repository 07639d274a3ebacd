package org.distill4j.report;

import java.util.Locale;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** Numbers as a table shows them: three digits that say something, whole numbers whole. */
final class Decimals {

  private Decimals() {}

  static String of(double value) {
    double size = Math.abs(value);
    int decimals =
        size >= 100 || value == Math.rint(value) ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
    String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
    return text.matches("-[0.]+") ? text.substring(1) : text; // no minus before a rounded zero
  }

  /** As many decimals for a whole column as its smallest number needs. */
  static NumberColumnFormatter column(DoubleColumn column) {
    double size = column.abs().min();
    return NumberColumnFormatter.fixedWithGrouping(size >= 100 ? 0 : size >= 10 ? 1 : 3);
  }
}
