package org.distill4j.notebook;

import org.distill4j.kernel.Renderer;
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
      html.append("<caption>").append(Renderer.escape(table.name())).append("</caption>");
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
      html.append("<p>The first %d of %d rows.</p>".formatted(shown, table.rowCount()));
    }
    return html.toString();
  }

  /** All rows, or the first and the last of a long table. */
  static String text(Table table) {
    return RoundedColumns.of(table).print(MOST_ROWS);
  }

  private static void cell(StringBuilder html, String tag, Column<?> column, String text) {
    String side = column instanceof NumericColumn ? "right" : "left";
    html.append("<%s style=\"text-align: %s\">".formatted(tag, side))
        .append(Renderer.escape(text))
        .append("</%s>".formatted(tag.substring(0, 2)));
  }
}
