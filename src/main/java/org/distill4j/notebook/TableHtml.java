package org.distill4j.notebook;

import tech.tablesaw.api.NumericColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.Column;

/** Tables as HTML: header cells, numbers to the right, text to the left, everything escaped. */
final class TableHtml {

  private static final int MOST_ROWS = 60;

  private TableHtml() {}

  static String of(Table given) {
    Table table = RoundedColumns.of(given);
    StringBuilder html = new StringBuilder("<table>");
    if (table.name() != null && !table.name().isBlank()) {
      html.append("<caption>").append(Bundle.escape(table.name())).append("</caption>");
    }
    html.append("<thead><tr>");
    for (Column<?> column : table.columns()) {
      cell(html, "th scope=\"col\"", column, column.name());
    }
    html.append("</tr></thead><tbody>");
    int shown = Math.min(table.rowCount(), MOST_ROWS);
    for (int row = 0; row < shown; row++) {
      html.append("<tr>");
      for (Column<?> column : table.columns()) {
        cell(html, "td", column, column.getString(row));
      }
      html.append("</tr>");
    }
    html.append("</tbody></table>");
    if (shown < table.rowCount()) {
      html.append("<p>").append(left(table, shown)).append("</p>");
    }
    return html.toString();
  }

  static String text(Table given) {
    Table table = RoundedColumns.of(given);
    if (table.rowCount() <= MOST_ROWS) {
      return table.printAll();
    }
    return table.first(MOST_ROWS).printAll() + "\n" + left(table, MOST_ROWS);
  }

  private static String left(Table table, int shown) {
    return "The first %d of %d rows.".formatted(shown, table.rowCount());
  }

  private static void cell(StringBuilder html, String tag, Column<?> column, String text) {
    String side = column instanceof NumericColumn ? "right" : "left";
    html.append("<%s style=\"text-align: %s\">".formatted(tag, side))
        .append(Bundle.escape(text))
        .append("</%s>".formatted(tag.substring(0, 2)));
  }
}
