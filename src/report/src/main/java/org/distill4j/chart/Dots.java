package org.distill4j.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.distill4j.chart.Canvas.Align;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A chart that compares things by their runs: a row for each, with a dot for each run and a bar at
 * their mean, so that the eye sees both the difference and the spread.
 *
 * <pre>{@code
 * Charts.dots("Errors").x("errors on 10,000 test digits")
 *     .row("labels alone", alone).row("distilled", distilled).mark("teacher", 84)
 *     .draw()
 * }</pre>
 */
public final class Dots {

  private static final int ROW = 30;
  private static final int AXIS = 52;
  private static final int MARK = 16;
  private static final int LONGEST_NAME = 260;

  private record Row(String name, List<Double> values) {

    double mean() {
      return values.stream().mapToDouble(v -> v).average().orElseThrow();
    }

    String inWords() {
      String mean = Rounded.to(3, mean());
      if (values.size() == 1) {
        return name + ": " + mean;
      }
      double least = Collections.min(values);
      double most = Collections.max(values);
      return "%s: mean %s, from %s to %s"
          .formatted(name, mean, Rounded.to(3, least), Rounded.to(3, most));
    }
  }

  private record Mark(String name, double at) {}

  private final String title;
  private final List<Row> rows = new ArrayList<>();
  private final List<Mark> marks = new ArrayList<>();
  private String x = "";

  Dots(String title) {
    this.title = title;
  }

  /**
   * Says what the axis measures; must be called.
   *
   * @param title with the unit, if there is one
   * @return this
   */
  public Dots x(String title) {
    x = title;
    return this;
  }

  /**
   * Adds a row below the others.
   *
   * @param name of what was run
   * @param runs the value of each run; at least one, all finite; not modified
   * @return this
   * @throws IllegalArgumentException if there is no run, or a value is not finite
   */
  public Dots row(String name, double... runs) {
    if (runs.length == 0) {
      throw new IllegalArgumentException(
          "row '%s' must have at least one run, but has none".formatted(name));
    }
    DoubleStream.of(runs).forEach(value -> requireFinite("row", name, value));
    rows.add(new Row(name, DoubleStream.of(runs).boxed().toList()));
    return this;
  }

  /**
   * Adds a dashed line through all rows, at a value to compare them with.
   *
   * @param name written above it
   * @param at the value, finite
   * @return this
   * @throws IllegalArgumentException if the value is not finite
   */
  public Dots mark(String name, double at) {
    requireFinite("mark", name, at);
    marks.add(new Mark(name, at));
    return this;
  }

  private static void requireFinite(String what, String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(
          "%s '%s' must be finite, but has the value %s".formatted(what, name, value));
    }
  }

  /**
   * Draws the chart.
   *
   * @return the figure; its series are the rows, their values against the index of the run
   * @throws IllegalStateException if there is no row, or the axis has no title
   */
  public Figure draw() {
    if (rows.isEmpty()) {
      throw new IllegalStateException("the chart '" + title + "' has no row; add one with row()");
    }
    if (x.isBlank()) {
      throw new IllegalStateException(
          "the chart '%s' needs a title of its axis; call x()".formatted(title));
    }
    Legend legend = legend();
    int top = 32 + legend.height(Canvas.WIDTH - 20) + MARK * marks.size();
    Canvas canvas = new Canvas(Canvas.WIDTH, top + ROW * rows.size() + AXIS);
    String heading = Canvas.fitted(title, Canvas.TITLE, Canvas.WIDTH - 20);
    canvas.text(heading, 10, 18, Align.LEFT, Canvas.TITLE, Palette.INK);
    legend.draw(canvas, 10, 25, Canvas.WIDTH - 20);
    drawRows(canvas, top);
    return canvas.figure(alt(), rows.stream().map(Dots::series).toList());
  }

  private static Legend legend() {
    return new Legend()
        .add("one run", (g, x, y) -> g.marker(SeriesMarkers.CIRCLE, x + 8, y - 4, Palette.BLUE))
        .add("mean of the runs", (g, x, y) -> g.fill(x + 7, y - 12, 3, 16, Palette.VERMILLION));
  }

  private void drawRows(Canvas canvas, int top) {
    List<String> names =
        rows.stream().map(r -> Canvas.fitted(r.name, Canvas.TEXT, LONGEST_NAME)).toList();
    double widest = names.stream().mapToDouble(n -> Canvas.widthOf(n, Canvas.TEXT)).max().orElse(0);
    int left = 16 + (int) Math.ceil(widest);
    XYChart axis = axis(Canvas.WIDTH - left - 8);
    canvas.chart(axis, left, top);
    for (int i = 0; i < marks.size(); i++) {
      double at = left + axis.getScreenXFromChart(marks.get(i).at);
      double label = top - MARK * (marks.size() - i - 1) - 5;
      canvas.line(at, label + 3, at, top + ROW * rows.size(), Palette.SOFT_INK, BarPanels.DASHES);
      writeAbove(canvas, marks.get(i).name, at, label);
    }
    for (int i = 0; i < rows.size(); i++) {
      double y = top + ROW * (i + 0.5);
      canvas.text(names.get(i), left - 6, y + 4, Align.RIGHT, Canvas.TEXT, Palette.INK);
      for (double value : rows.get(i).values) {
        double at = left + axis.getScreenXFromChart(value);
        canvas.marker(SeriesMarkers.CIRCLE, at, y, Palette.BLUE);
      }
      double mean = left + axis.getScreenXFromChart(rows.get(i).mean());
      canvas.fill(mean - 1.5, y - 10, 3, 20, Palette.VERMILLION);
    }
  }

  /** Centred where there is room, else moved away from an edge. */
  private static void writeAbove(Canvas canvas, String name, double x, double y) {
    String text = Canvas.fitted(name, Canvas.SMALL, LONGEST_NAME);
    double half = Canvas.widthOf(text, Canvas.SMALL) / 2;
    double inside = Math.max(4 + half, Math.min(x, Canvas.WIDTH - 4 - half));
    canvas.text(text, inside, y, Align.CENTRE, Canvas.SMALL, Palette.SOFT_INK);
  }

  /** The axis below the rows; the rows themselves are drawn on top of it. */
  private XYChart axis(int width) {
    XYChart chart = new XYChart(width, ROW * rows.size() + AXIS - 4);
    Styled.axes(chart.getStyler());
    chart.getStyler().setChartPadding(0).setPlotContentSize(1);
    chart.getStyler().setYAxisTicksVisible(false).setPlotGridHorizontalLinesVisible(false);
    chart.getStyler().setPlotGridVerticalLinesVisible(true).setYAxisMin(0.0).setYAxisMax(1.0);
    chart.setXAxisTitle(Canvas.fitted(x, Canvas.TEXT, width - 20));
    List<Double> values = new ArrayList<>(marks.stream().map(Mark::at).toList());
    rows.forEach(row -> values.addAll(row.values));
    Axis.linear(x).applyToX(chart.getStyler(), values);
    List<Double> nowhere = Collections.nCopies(values.size(), Double.NaN);
    chart.addSeries("rows", values, nowhere).setMarker(SeriesMarkers.NONE);
    return chart;
  }

  private static Series series(Row row) {
    List<Double> index = IntStream.range(0, row.values.size()).asDoubleStream().boxed().toList();
    return new Series(row.name, index, row.values);
  }

  private String alt() {
    String words = rows.stream().map(Row::inWords).collect(Collectors.joining("; "));
    String lines =
        marks.stream()
            .map(mark -> " Marked: %s at %s.".formatted(mark.name, Rounded.to(3, mark.at)))
            .collect(Collectors.joining());
    return "%s: %s. %s.%s".formatted(title, x, words, lines);
  }

  /** A reminder, since a chart that is not drawn shows nothing. */
  @Override
  public String toString() {
    return "a chart of %d rows, '%s', to be drawn with draw()".formatted(rows.size(), title);
  }
}
