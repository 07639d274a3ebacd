package org.distill4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableHtmlTest {

  @Test
  void headersAreHeaderCellsAndNumbersStandRight() {
    Table table =
        Table.create(
            "models", StringColumn.create("model", "alone"), DoubleColumn.create("accuracy", 0.5));
    assertEquals(
        "<table><caption>models</caption><thead><tr>"
            + "<th scope=\"col\" style=\"text-align: left\">model</th>"
            + "<th scope=\"col\" style=\"text-align: right\">accuracy</th>"
            + "</tr></thead><tbody><tr>"
            + "<td style=\"text-align: left\">alone</td>"
            + "<td style=\"text-align: right\">0.5</td>"
            + "</tr></tbody></table>",
        TableHtml.of(table));
  }

  @Test
  void whatATableHoldsIsEscaped() {
    Table table =
        Table.create("<t>", StringColumn.create("<script>", "<img src=x onerror=\"alert('1')\">"));
    String html = TableHtml.of(table);
    Sanitized.requireSafe(html);
    assertFalse(html.contains("<script") || html.contains("<img"), html);
  }

  @Test
  void numbersAreFormattedAsTheColumnSays() {
    DoubleColumn share = DoubleColumn.create("share", 0.98765);
    share.setPrintFormatter(tech.tablesaw.columns.numbers.NumberColumnFormatter.percent(1));
    assertTrue(TableHtml.of(Table.create(share)).contains(">98.8%<"));
  }

  @Test
  void numbersThatNoFormatWasChosenForAreRoundedAsInArrays() {
    DoubleColumn p = DoubleColumn.create("p", 0.123456789, 1.23456789e-7, Double.NaN);
    String html = TableHtml.of(Table.create(p));
    assertTrue(html.contains(">0.1235<") && html.contains(">1.2e-07<"), html);
    assertFalse(html.contains("NaN"), html);
    assertTrue(TableHtml.text(Table.create(p)).contains("0.1235 "));
    assertEquals("0.123456789", p.getString(0));
  }

  @Test
  void aColumnHasNoMoreDecimalsThanSomeValueNeeds() {
    String html =
        TableHtml.of(
            Table.create(
                DoubleColumn.create("counts", 66, 120, Double.NaN),
                DoubleColumn.create("lengths", 18, 40.3, -1.25),
                DoubleColumn.create("rates", 0, 100, 1e-5),
                DoubleColumn.create("odd", 2_000_000, Double.POSITIVE_INFINITY, 10)));
    for (String shown :
        "66 120 18.00 40.30 -1.25 0 100 1.0e-05 2.0e+06 Infinity 10".split(" ", -1)) {
      assertTrue(html.contains(">" + shown + "<"), shown + " in " + html);
    }
  }

  @Test
  void missingValuesAndEmptyTablesAreShown() {
    DoubleColumn holes = DoubleColumn.create("x", 1, Double.NaN);
    assertTrue(TableHtml.of(Table.create(holes)).contains("<td style=\"text-align: right\"></td>"));
    Sanitized.requireSafe(TableHtml.of(Table.create("empty")));
    Sanitized.requireSafe(TableHtml.of(Table.create("no rows", IntColumn.create("n"))));
  }

  @Test
  void longTablesAreCutAndSaySo() {
    Table table = Table.create(IntColumn.create("n", IntStream.range(0, 100).toArray()));
    Map<String, String> bundle = Bundle.of(table);
    assertTrue(bundle.get("text/html").endsWith("<p>The first 60 of 100 rows.</p>"));
    assertTrue(bundle.get("text/plain").lines().count() < 70);
    assertFalse(bundle.get("text/html").contains(">60<"));
  }

  @Test
  void plainTextIsTheWholeTable() {
    Table table = Table.create(IntColumn.create("n", IntStream.range(0, 50).toArray()));
    assertTrue(Bundle.of(table).get("text/plain").contains("37"));
  }
}
