package org.distill4j.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.distill4j.chart.Canvas.Align;
import org.distill4j.metrics.ReliabilityBin;
import org.knowm.xchart.CategoryChart;

/** The bins of one classifier: their accuracy above, the number of their examples below. */
final class ReliabilityPanel {

  /** Room to the left of the bars, in CSS pixels. */
  static final int AXIS = 58;

  /** What stands below the upper bars. */
  static final int BELOW = 128;

  private static final int MARGIN = 8;
  private static final int COUNTS = 66;

  private final List<ReliabilityBin> bins;
  private final int slots;
  private final CategoryChart accuracies;
  private final CategoryChart counts;

  ReliabilityPanel(List<ReliabilityBin> bins, int width, int height) {
    this.bins = bins;
    ReliabilityBin any = bins.get(0);
    slots = (int) Math.round(1 / (any.to() - any.from()));
    accuracies = chart(width, height, "accuracy", Palette.SKY, ReliabilityBin::accuracy);
    accuracies.getStyler().setYAxisMin(-1e-4).setYAxisMax(1.02).setYAxisDecimalPattern("0.0");
    counts = chart(width, COUNTS, "examples", Palette.AXIS, ReliabilityBin::examples);
    int most = bins.stream().mapToInt(ReliabilityBin::examples).max().orElse(1);
    counts
        .getStyler()
        .setYAxisLogarithmic(true)
        .setXAxisTickMarkSpacingHint(10) // else so low an axis has no labels
        .setYAxisMin(0.6)
        .setYAxisMax(most * 1.6)
        .setPlotGridHorizontalLinesVisible(false)
        .setYAxisTickLabelsFormattingFunction(ReliabilityPanel::decade);
  }

  private static String decade(double examples) {
    int exponent = (int) Math.rint(Math.log10(examples));
    boolean power = examples == Math.rint(Math.pow(10, exponent));
    return power && exponent % 2 == 0 ? Rounded.power(exponent) : "";
  }

  private CategoryChart chart(
      int width, int height, String title, Color color, ToDoubleFunction<ReliabilityBin> bar) {
    CategoryChart chart = new CategoryChart(width - MARGIN, height);
    Styled.axes(chart.getStyler());
    chart.getStyler().setAvailableSpaceFill(0.9).setYAxisLeftWidthHint(AXIS);
    chart
        .getStyler()
        .setXAxisTicksVisible(false)
        .setAxisTicksLineVisible(false)
        .setAxisTicksMarksVisible(false)
        .setPlotContentSize(1);
    chart.setYAxisTitle(title);
    Double[] heights = new Double[slots];
    Arrays.fill(heights, Double.NaN);
    bins.forEach(bin -> heights[slot(bin)] = bar.applyAsDouble(bin));
    List<String> places = IntStream.range(0, slots).mapToObj(Integer::toString).toList();
    chart.addSeries(title, places, Arrays.asList(heights)).setFillColor(color);
    return chart;
  }

  private int slot(ReliabilityBin bin) {
    return (int) Math.round(bin.from() * slots);
  }

  void draw(Canvas canvas, int x, int y) {
    canvas.chart(accuracies, x, y);
    double left = x + accuracies.getScreenXFromChart(0);
    double slot = accuracies.getScreenXFromChart(1) - accuracies.getScreenXFromChart(0);
    double right = left + slots * slot;
    double base = y + accuracies.getScreenYFromChart(0);
    double top = y + accuracies.getScreenYFromChart(1);
    canvas.line(left, base, right, top, Palette.SOFT_INK, BarPanels.DASHES);
    canvas.line(left, base, right, base, Palette.AXIS, new BasicStroke(1));
    for (ReliabilityBin bin : bins) {
      double at = y + accuracies.getScreenYFromChart(bin.confidence());
      double from = left + slot(bin) * slot + 1;
      canvas.line(from, at, from + slot - 2, at, Palette.VERMILLION, new BasicStroke(2.5f));
    }
    double below = y + accuracies.getHeight() + 26;
    for (int tenths = 0; tenths <= 10; tenths += 2) {
      double at = left + slots * slot * tenths / 10;
      canvas.line(at, base, at, base + 4, Palette.AXIS, new BasicStroke(1));
      String label = Rounded.to(1, tenths / 10.0);
      canvas.text(label, at, base + 18, Align.CENTRE, Canvas.TEXT, Palette.SOFT_INK);
    }
    canvas.chart(counts, x, below);
    canvas.line(
        left, below + COUNTS - 2, right, below + COUNTS - 2, Palette.AXIS, new BasicStroke(1));
    canvas.text(
        "confidence",
        (left + right) / 2,
        below + COUNTS + 16,
        Align.CENTRE,
        Canvas.TEXT,
        Palette.INK);
  }
}
