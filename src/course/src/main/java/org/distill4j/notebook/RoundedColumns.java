package org.distill4j.notebook;

import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/**
 * Lets columns of doubles look as arrays do, with no more decimals than some value of the column
 * needs, unless they were given a look of their own.
 */
final class RoundedColumns extends NumberColumnFormatter {

  private final int superfluous;

  private RoundedColumns(DoubleColumn column) {
    superfluous =
        DoubleStream.of(column.asDoubleArray())
            .mapToInt(RoundedColumns::superfluous)
            .min()
            .orElse(0);
  }

  @Override
  public String format(double value) {
    if (Double.isNaN(value)) {
      return ""; // a missing value
    }
    String text = ArrayText.number(value);
    return isDecimal(text)
        ? text.substring(0, text.length() - superfluous).replaceFirst("\\.$", "")
        : text;
  }

  /** How many digits at the end of a value's decimals say nothing. */
  private static int superfluous(double value) {
    String text = ArrayText.number(value);
    return isDecimal(text) ? text.length() - text.replaceFirst("0+$", "").length() : 4;
  }

  private static boolean isDecimal(String text) {
    return text.contains(".") && !text.contains("e");
  }

  /** The same table, its plain columns rounded; not modified. */
  static Table of(Table table) {
    Table rounded = Table.create(table.name());
    for (Column<?> column : table.columns()) {
      rounded.addColumns(column instanceof DoubleColumn numbers ? of(numbers) : column);
    }
    return rounded;
  }

  private static DoubleColumn of(DoubleColumn column) {
    DoubleColumn copy = DoubleColumn.create(column.name(), column.asDoubleArray());
    boolean plain =
        IntStream.range(0, column.size())
            .allMatch(row -> column.getString(row).equals(copy.getString(row)));
    if (!plain) {
      return column;
    }
    copy.setPrintFormatter(new RoundedColumns(column));
    return copy;
  }
}
