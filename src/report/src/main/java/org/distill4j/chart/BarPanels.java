package org.distill4j.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.distill4j.chart.Canvas.Align;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;

/** A row of panels of bars that share one y axis; bar i of every panel belongs to class i. */
final class BarPanels {

  /**
   * One panel.
   *
   * @param heading above it
   * @param remark below the heading
   * @param probabilities one for each class
   */
  record Panel(String heading, String remark, List<Double> probabilities) {}

  /** Room to the left of the bars, in CSS pixels. */
  static final int AXIS = 60;

  static final BasicStroke DASHES =
      new BasicStroke(1, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {4, 3}, 0);

  private static final int GAP = 2;
  private static final int MARGIN = 14;
  private static final double LEAST_SLOT = 12;
  private static final double LARGEST_SLOT = 36;
  private static final double LEAST_PANEL = 130;
  private static final int HEADING = 42;
  private static final int PLOT = 200;
  private static final int LONGEST_NAME = 120;

  private final List<String> names;
  private final int best;
  private final int second;
  private final BarScale scale;

  BarPanels(List<String> names, int best, int second, BarScale scale) {
    this.names =
        names.stream().map(name -> Canvas.fitted(name, Canvas.TEXT, LONGEST_NAME)).toList();
    this.best = best;
    this.second = second;
    this.scale = scale;
  }

  /** Rows that so many panels need at the width of a notebook. */
  int rows(int panels) {
    double panel = Math.max(LEAST_PANEL, LEAST_SLOT * (names.size() + GAP));
    int perRow = Math.max(1, (int) ((Canvas.WIDTH - AXIS - MARGIN + GAP * LEAST_SLOT) / panel));
    return (panels + perRow - 1) / perRow;
  }

  int width(int perRow) {
    double slot = Math.max(LARGEST_SLOT, LEAST_PANEL / (names.size() + GAP));
    int wanted = AXIS + MARGIN + (int) (slots(perRow) * slot);
    return Math.min(Canvas.WIDTH, Math.max(Canvas.WIDTH / 2, wanted));
  }

  int height() {
    return HEADING + PLOT + labelHeight();
  }

  private int slots(int perRow) {
    return perRow * (names.size() + GAP) - GAP;
  }

  private double longestName() {
    return names.stream().mapToDouble(n -> Canvas.widthOf(n, Canvas.TEXT)).max().orElseThrow();
  }

  private boolean upright(double slot) {
    return longestName() < slot;
  }

  private int labelHeight() {
    return upright(LEAST_SLOT) ? 20 : (int) Math.ceil(longestName()) + 10;
  }

  /** Draws one row, its upper edge at y; places that have no panel stay empty. */
  void draw(Canvas canvas, int y, int perRow, List<Panel> panels) {
    CategoryChart chart = chart(width(perRow), perRow, panels);
    int top = y + HEADING;
    canvas.chart(chart, 0, top);
    double slot = chart.getScreenXFromChart(1) - chart.getScreenXFromChart(0);
    double base = top + chart.getScreenYFromChart(0);
    double equal = top + chart.getScreenYFromChart(scale.height(1.0 / names.size()));
    for (int i = 1; i < perRow; i++) { // first of all, because numbers may reach into the gaps
      double left = chart.getScreenXFromChart(i * (names.size() + GAP));
      canvas.fill(left - GAP * slot + 4, top - 2, GAP * slot - 8, PLOT + 4, Palette.PAPER);
    }
    for (int i = 0; i < perRow; i++) {
      double left = chart.getScreenXFromChart(i * (names.size() + GAP));
      double right = left + names.size() * slot;
      if (i < panels.size()) {
        canvas.line(left, equal, right, equal, Palette.SOFT_INK, DASHES);
        canvas.line(left - 4, base, right + 4, base, Palette.AXIS, new BasicStroke(1));
        headings(canvas, panels.get(i), (left + right) / 2, y);
        values(canvas, chart, panels.get(i).probabilities(), left + slot / 2, top);
        labels(canvas, left + slot / 2, slot, base);
      } else {
        canvas.fill(left - 6, top - 2, right - left + 12, PLOT + 4, Palette.PAPER);
      }
    }
  }

  private CategoryChart chart(int width, int perRow, List<Panel> panels) {
    CategoryChart chart = new CategoryChart(width - MARGIN, PLOT);
    Styled.axes(chart.getStyler());
    chart.getStyler().setOverlapped(true).setAvailableSpaceFill(0.82);
    chart
        .getStyler()
        .setXAxisTicksVisible(false)
        .setAxisTicksLineVisible(false)
        .setAxisTicksMarksVisible(false)
        .setPlotContentSize(1);
    scale.axis(chart.getStyler(), PLOT);
    chart.setYAxisTitle("probability");
    int slots = slots(perRow);
    add(chart, "others", Palette.SKY, slots, panels, k -> k != best && k != second);
    add(chart, "second", Palette.ORANGE, slots, panels, k -> k == second);
    add(chart, "best", Palette.BLUE, slots, panels, k -> k == best);
    return chart;
  }

  private void add(
      CategoryChart chart,
      String name,
      Color color,
      int slots,
      List<Panel> panels,
      IntPredicate shown) {
    List<Double> heights = new ArrayList<>(Collections.nCopies(slots, Double.NaN));
    for (int i = 0; i < panels.size(); i++) {
      for (int k = 0; k < names.size(); k++) {
        if (shown.test(k)) {
          heights.set(
              i * (names.size() + GAP) + k, scale.height(panels.get(i).probabilities().get(k)));
        }
      }
    }
    List<String> places = IntStream.range(0, slots).mapToObj(Integer::toString).toList();
    CategorySeries series = chart.addSeries(name, places, heights);
    series.setFillColor(color);
  }

  private static void headings(Canvas canvas, Panel panel, double x, int y) {
    canvas.text(panel.heading(), x, y + 18, Align.CENTRE, Canvas.HEADING, Palette.INK);
    canvas.text(panel.remark(), x, y + 34, Align.CENTRE, Canvas.SMALL, Palette.SOFT_INK);
  }

  /** Writes the two largest probabilities above their bars, the second only where it has room. */
  private void values(
      Canvas canvas, CategoryChart chart, List<Double> p, double firstBar, int top) {
    double slot = chart.getScreenXFromChart(1) - chart.getScreenXFromChart(0);
    String text = Rounded.probability(p.get(best));
    double x = firstBar + best * slot;
    double y = top + chart.getScreenYFromChart(scale.height(p.get(best))) - 4;
    canvas.number(text, x, y, Palette.INK);

    String other = Rounded.probability(p.get(second));
    double height = scale.height(p.get(second));
    double otherY = top + chart.getScreenYFromChart(height) - 4;
    double otherX = firstBar + second * slot;
    if (Math.abs(best - second) == 1) {
      // Beside a taller bar the number moves away from it.
      otherX += Math.signum(second - best) * Math.max(0, width(other) / 2 + 2 - slot / 2);
    }
    boolean apart = Math.abs(x - otherX) > (width(text) + width(other)) / 2 + 3;
    boolean visible = chart.getScreenYFromChart(0) - chart.getScreenYFromChart(height) > 2;
    if (visible && (apart || otherY - y > 12)) {
      canvas.number(other, otherX, otherY, Palette.INK);
    }
  }

  private static double width(String text) {
    return Canvas.widthOf(text, Canvas.SMALL);
  }

  private void labels(Canvas canvas, double firstBar, double slot, double base) {
    int step = (int) Math.ceil(11 / slot);
    for (int k = 0; k < names.size(); k += step) {
      double x = firstBar + k * slot;
      if (upright(Math.max(slot, LEAST_SLOT))) {
        canvas.text(names.get(k), x, base + 15, Align.CENTRE, Canvas.TEXT, Palette.INK);
      } else {
        canvas.textUp(names.get(k), x + 4, base + 6, Align.RIGHT, Canvas.TEXT, Palette.INK);
      }
    }
  }
}
