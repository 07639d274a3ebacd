package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.stream.IntStream;
import org.distill4j.Refused;
import org.junit.jupiter.api.Test;

class DotsTest {

  private static Dots chart() {
    return Charts.dots("Gain").x("errors saved");
  }

  @Test
  void seriesAreTheRunsOfEachRow() {
    Figure figure = Pictures.whole(() -> chart().row("a", 3, 1, 2).row("b", 7).draw());
    assertEquals(List.of("a", "b"), figure.series().stream().map(Series::name).toList());
    assertEquals(List.of(0.0, 1.0, 2.0), figure.series().get(0).x());
    assertEquals(List.of(3.0, 1.0, 2.0), figure.series().get(0).y());
    assertEquals(List.of(7.0), figure.series().get(1).y());
  }

  @Test
  void altTextGivesMeansRangesAndMarks() {
    assertEquals(
        "Gain: errors saved. teacher: mean 264, from 250 to 282; permuted: -1.5. Marked: labels"
            + " alone at 0.",
        chart()
            .row("teacher", 250, 260, 282)
            .row("permuted", -1.5)
            .mark("labels alone", 0)
            .draw()
            .alt());
  }

  @Test
  void theRunsGivenAreNotKept() {
    double[] runs = {1, 2};
    Dots chart = chart().row("a", runs);
    runs[0] = 100;
    assertEquals(List.of(1.0, 2.0), chart.draw().series().get(0).y());
  }

  /** The mean of a row is the only vermillion there is: it must lie where the mark of it lies. */
  @Test
  void equalValuesLieAboveEachOther() {
    int low = column(chart().row("a", 10).row("b", 0, 100).draw());
    int high = column(chart().row("a", 90).row("b", 0, 100).draw());
    int middle = column(chart().row("a", 0, 100).row("b", 0, 100).draw());
    assertTrue(low < middle && middle < high, low + ", " + middle + ", " + high);
    assertEquals(middle, (low + high) / 2.0, 2);
  }

  /** Where the bar of the first row is, in pixels from the left. */
  private static int column(Figure figure) {
    BufferedImage image = figure.image();
    int y = image.getHeight() - 2 * (52 + 30 + 15); // the middle of the first of two rows
    return IntStream.range(0, image.getWidth())
        .filter(x -> (image.getRGB(x, y) & 0xffffff) == 0xd55e00)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aMarkIsSeen() {
    Dots plain = chart().row("a", 0, 10);
    BufferedImage without = plain.draw().image();
    BufferedImage with = plain.mark("five", 5).draw().image();
    assertNotEquals(without.getHeight(), with.getHeight());
  }

  @Test
  void awkwardNumbersAreDrawn() {
    double[][] awkward = {{5}, {0, 0}, {-1e9, 1e9}, {1e-12, 2e-12}, {1e6, 1e6 + 1e-3}, {-3, -2}};
    for (double[] runs : awkward) {
      Pictures.whole(() -> chart().row("a", runs).draw());
      Pictures.whole(() -> chart().row("a", runs).mark("far", -1e3).mark("near", 1e3).draw());
    }
  }

  @Test
  void longTextsAreCutAndManyRowsHaveRoom() {
    String text = "A text that never ends ".repeat(10);
    Dots dots = Charts.dots(text).x(text).mark(text, 0).mark(text, 20);
    for (int i = 0; i < 20; i++) {
      dots.row(text + i, i, i + 1);
    }
    assertEquals(20, Pictures.whole(dots::draw).series().size());
  }

  @Test
  void refusesWhatCannotBeDrawn() {
    Refused.argument("row 'a' must have at least one run, but has none", () -> chart().row("a"));
    Refused.argument(
        "row 'a' must be finite, but has the value NaN", () -> chart().row("a", 1, Double.NaN));
    Refused.argument(
        "mark 'b' must be finite, but has the value -Infinity",
        () -> chart().mark("b", Double.NEGATIVE_INFINITY));
    Refused.state("the chart 'Gain' has no row; add one with row()", () -> chart().draw());
    Refused.state(
        "the chart 'Gain' needs a title of its axis; call x()",
        () -> Charts.dots("Gain").row("a", 1).draw());
  }

  @Test
  void aChartNotYetDrawnSaysSo() {
    assertEquals("a chart of 0 rows, 'Gain', to be drawn with draw()", chart().toString());
  }
}
