package org.distill4j.table;

import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** The cells of a Tablesaw table, as text; what Tablesaw calls missing is an empty cell. */
record TableCells(Table table) implements Cells {

  /** Checks that the columns are there; their names are compared letter for letter. */
  static TableCells of(Table table, Collection<String> columns) {
    TableCells cells = new TableCells(table);
    List<String> absent =
        columns.stream().filter(name -> !table.columnNames().contains(name)).toList();
    if (!absent.isEmpty()) {
      throw cells.wrong("columns " + absent, "only " + table.columnNames());
    }
    return cells;
  }

  @Override
  public int rows() {
    return table.rowCount();
  }

  @Override
  public List<String> column(String name) {
    Column<?> column = table.column(name);
    return IntStream.range(0, rows())
        .mapToObj(row -> column.isMissing(row) ? "" : String.valueOf(column.get(row)))
        .toList();
  }

  @Override
  public String place(int row) {
    return "row " + (row + 1);
  }

  @Override
  public IllegalArgumentException wrong(String expected, String found) {
    return new IllegalArgumentException(
        "table %s: expected %s, but found %s".formatted(table.name(), expected, found));
  }
}
