package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class LinesTest {

  private static final double[] T = {1, 2, 4};

  private static Lines chart() {
    return Charts.lines("Errors").x("temperature T").y("test errors");
  }

  @Test
  void severalRunsBecomeTheirMean() {
    Figure figure =
        Pictures.whole(
            () ->
                chart()
                    .logX()
                    .line("small", T, new double[] {10, 20, 30}, new double[] {14, 20, 50})
                    .draw());
    Series series = figure.series().get(0);
    assertEquals(List.of(1.0, 2.0, 4.0), series.x());
    assertEquals(List.of(12.0, 20.0, 40.0), series.y());
  }

  @Test
  void spreadIsTheSampleStandardDeviation() {
    Line line = Line.of("a", T, new double[][] {{1, 5, 2}, {3, 5, Double.NaN}});
    assertEquals(List.of(Math.sqrt(2), 0.0, 0.0), line.spread());
    assertEquals(List.of(2.0, 5.0, 2.0), line.mean());
  }

  @Test
  void pointsAreSortedByX() {
    Line line = Line.of("a", new double[] {4, 1, 2}, new double[][] {{40, 10, 20}});
    assertEquals(List.of(1.0, 2.0, 4.0), line.x());
    assertEquals(List.of(10.0, 20.0, 40.0), line.mean());
  }

  @Test
  void altTextNamesEndsAndExtremes() {
    assertEquals(
        "Errors: test errors against temperature T (logarithmic). small: 12 at 1 to 9 at 4, highest"
            + " 30 at 2; large: 5 at 1 to 6 at 4, lowest 2 at 2.",
        chart()
            .logX()
            .line("small", T, new double[] {12, 30, 9})
            .line("large", T, new double[] {5, 2, 6})
            .draw()
            .alt());
  }

  @Test
  void functionsAreEvaluated() {
    Figure figure = Pictures.whole(() -> chart().line("square", T, t -> t * t).draw());
    assertEquals(List.of(1.0, 4.0, 16.0), figure.series().get(0).y());
  }

  @Test
  void awkwardNumbersAreDrawn() {
    double[][] awkward = {
      {5, 5, 5},
      {0, 0, 0},
      {1, 2, 3},
      {-1e9, 0, 1e9},
      {1e-12, 2e-12, 5e-12},
      {1e6, 1e6 + 1e-3, 1e6},
      {Double.NaN, 1, Double.NaN},
      {Double.NaN, Double.NaN, Double.NaN}
    };
    for (double[] y : awkward) {
      Pictures.whole(() -> chart().line("a", T, y).draw());
      Pictures.whole(() -> chart().logX().line("a", T, y).draw());
    }
    Pictures.whole(() -> chart().line("a", new double[] {3}, new double[] {7}).draw());
    Pictures.whole(() -> chart().line("a", new double[] {0, 1}, new double[] {0.1, 0.9}).draw());
  }

  @Test
  void logarithmicAxesTakeSpreadsThatReachBelowZero() {
    Pictures.whole(
        () ->
            chart()
                .logX()
                .logY()
                .line("a", T, new double[] {1e-5, 1, 10}, new double[] {1e-3, 100, 1})
                .draw());
  }

  @Test
  void longTitlesAreCut() {
    String title = "A title that never ends ".repeat(10);
    Pictures.whole(() -> Charts.lines(title).x(title).y(title).line(title, T, t -> t).draw());
  }

  @Test
  void aChartNotYetDrawnSaysSo() {
    assertEquals("a chart of 0 lines, 'Errors', to be drawn with draw()", chart().toString());
  }

  @Test
  void manyLinesWrapTheLegend() {
    Lines lines = chart();
    for (int i = 0; i < 12; i++) {
      lines.line("a line with quite a long name, number " + i, T, new double[] {i, 2 * i, 3});
    }
    assertEquals(12, Pictures.whole(lines::draw).series().size());
  }

  @Test
  void refusesRunsOfAnotherLength() {
    assertEquals(
        "line 'a' must have one value for each of the 3 x, but a run has 2",
        assertThrows(
                IllegalArgumentException.class, () -> chart().line("a", T, new double[] {1, 2}))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> chart().line("a", T, new double[0][]));
  }

  @Test
  void refusesToDrawWithoutLinesOrTitles() {
    assertEquals(
        "the chart 'Errors' has no line; add one with line()",
        assertThrows(IllegalStateException.class, () -> chart().draw()).getMessage());
    Lines untitled = Charts.lines("Errors").x("T").line("a", T, t -> t);
    assertEquals(
        "the chart 'Errors' needs titles of both axes; call x() and y()",
        assertThrows(IllegalStateException.class, untitled::draw).getMessage());
  }

  @Test
  void refusesWhatALogarithmicAxisCannotShow() {
    assertEquals(
        "y of line 'a' must be finite and above 0 on a logarithmic axis, but one is -1.0",
        assertThrows(
                IllegalArgumentException.class,
                () -> chart().logY().line("a", T, t -> t - 2).draw())
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> chart().line("a", T, t -> Double.POSITIVE_INFINITY).draw());
  }
}
