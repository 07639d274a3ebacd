package org.distill4j.notebook;

import java.util.stream.IntStream;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

/** Lets columns of doubles look as arrays do, unless they were given a look of their own. */
final class RoundedColumns extends NumberColumnFormatter {

  private RoundedColumns() {}

  @Override
  public String format(double value) {
    return Double.isNaN(value) ? "" : ArrayText.number(value); // NaN is a missing value
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
    copy.setPrintFormatter(new RoundedColumns());
    return copy;
  }
}
