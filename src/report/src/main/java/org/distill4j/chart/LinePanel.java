package org.distill4j.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines on one pair of axes; the names stand in a legend of the caller's. */
final class LinePanel {

  static final BasicStroke STROKE =
      new BasicStroke(2, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);

  private static final BasicStroke DASHES =
      new BasicStroke(
          1.6f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {6, 4}, 0);

  private static final int MOST_MARKERS = 30;
  private static final List<Marker> MARKERS =
      List.of(
          SeriesMarkers.CIRCLE,
          SeriesMarkers.SQUARE,
          SeriesMarkers.DIAMOND,
          SeriesMarkers.TRIANGLE_UP,
          SeriesMarkers.TRIANGLE_DOWN);

  private final List<Line> lines;
  private final XYChart chart;

  LinePanel(List<Line> lines, int width, int height, Axis x, Axis y) {
    this.lines = lines;
    chart = new XYChart(width, height);
    Styled.axes(chart.getStyler());
    chart.getStyler().setPlotContentSize(1).setMarkerSize(Canvas.MARKER);
    chart.setXAxisTitle(Canvas.fitted(x.title(), Canvas.TEXT, width - 80));
    chart.setYAxisTitle(Canvas.fitted(y.title(), Canvas.TEXT, height - 10));
    x.applyToX(chart.getStyler(), lines.stream().flatMap(line -> line.x().stream()).toList());
    List<Double> heights = new ArrayList<>();
    for (Line line : lines) {
      for (int i = 0; i < line.x().size(); i++) {
        heights.add(line.mean().get(i) + line.spread().get(i));
        heights.add(lower(line, i, y.log()));
      }
    }
    y.applyToY(chart.getStyler(), heights);
    for (int i = 0; i < lines.size(); i++) {
      band(i, y.log());
    }
    for (int i = 0; i < lines.size(); i++) {
      line(i);
    }
  }

  private void line(int index) {
    Line line = lines.get(index);
    XYSeries series = chart.addSeries(Integer.toString(index), line.x(), line.mean());
    series.setLineStyle(stroke(line)).setLineColor(color(index));
    series.setMarkerColor(color(index));
    series.setMarker(marked(line) ? marker(index) : SeriesMarkers.NONE);
  }

  private void band(int index, boolean log) {
    Line line = lines.get(index);
    if (!line.spreads()) {
      return;
    }
    List<Double> x = new ArrayList<>();
    List<Double> upper = new ArrayList<>();
    List<Double> lower = new ArrayList<>();
    for (int i = 0; i < line.x().size(); i++) {
      double mean = line.mean().get(i);
      if (!Double.isNaN(mean)) {
        x.add(line.x().get(i));
        upper.add(mean + line.spread().get(i));
        lower.add(lower(line, i, log));
      }
    }
    List<Double> back = new ArrayList<>(x);
    Collections.reverse(back);
    Collections.reverse(lower);
    x.addAll(back);
    upper.addAll(lower);
    Color color = Palette.translucent(color(index));
    XYSeries series = chart.addSeries("spread of " + index, x, upper);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea).setFillColor(color);
    series.setLineStyle(SeriesLines.NONE);
    series.setMarker(SeriesMarkers.NONE);
  }

  /** The lower edge of the band; on a logarithmic axis it stays above 0. */
  private static double lower(Line line, int i, boolean log) {
    double mean = line.mean().get(i);
    double lower = mean - line.spread().get(i);
    return log ? Math.max(lower, mean / 10) : lower;
  }

  private Color color(int index) {
    return color(lines, index);
  }

  private static Color color(List<Line> lines, int index) {
    return lines.get(index).yardstick() ? Palette.INK : Palette.line(index);
  }

  private static BasicStroke stroke(Line line) {
    return line.yardstick() ? DASHES : STROKE;
  }

  private static boolean marked(Line line) {
    return !line.yardstick() && line.x().size() <= MOST_MARKERS;
  }

  private static Marker marker(int index) {
    return MARKERS.get(index % MARKERS.size());
  }

  /** Names of lines beside what they look like. */
  static Legend legend(List<Line> lines) {
    Legend legend = new Legend();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      Color color = color(lines, i);
      Marker marker = marker(i);
      legend.add(
          line.name(),
          (canvas, x, y) -> {
            canvas.line(x, y - 4, x + 16, y - 4, color, stroke(line));
            if (marked(line)) {
              canvas.marker(marker, x + 8, y - 4, color);
            }
          });
    }
    return legend;
  }

  void draw(Canvas canvas, double x, double y) {
    canvas.chart(chart, x, y);
  }

  /** Where a point lies after drawing, relative to the panel. */
  double screenX(double value) {
    return chart.getScreenXFromChart(value);
  }

  double screenY(double value) {
    return chart.getScreenYFromChart(value);
  }
}
