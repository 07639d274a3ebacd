package org.distill4j.chart;

import java.awt.BasicStroke;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.distill4j.chart.Canvas.Align;
import org.distill4j.metrics.Metrics;
import org.distill4j.metrics.ReliabilityBin;

/** How often classifiers are right when they say how sure they are; one panel each. */
final class Reliability {

  private static final int MOST = 4;
  private static final int GAP = 16;
  private static final int HEADING = 44;
  private static final int LARGEST_PANEL = 460;

  private final Map<String, Metrics> models;

  Reliability(Map<String, Metrics> models) {
    if (models.isEmpty() || models.size() > MOST) {
      throw new IllegalArgumentException(
          "models must be from 1 to %d, but are %d".formatted(MOST, models.size()));
    }
    this.models = models;
  }

  Figure draw() {
    int panel = Math.min(LARGEST_PANEL, (Canvas.WIDTH - GAP * (models.size() - 1)) / models.size());
    int width = models.size() * (panel + GAP) - GAP;
    int plot = Math.min(280, Math.max(180, panel - 130));
    Legend legend =
        new Legend()
            .box("accuracy", Palette.SKY)
            .line("mean confidence", Palette.VERMILLION, new BasicStroke(2.5f))
            .line("accuracy = confidence", Palette.SOFT_INK, BarPanels.DASHES);
    int top = legend.height(width - ReliabilityPanel.AXIS);
    Canvas canvas = new Canvas(width, top + HEADING + plot + ReliabilityPanel.BELOW);
    legend.draw(canvas, ReliabilityPanel.AXIS - 8, 0, width - ReliabilityPanel.AXIS);
    int left = 0;
    List<Series> series = new ArrayList<>();
    for (Map.Entry<String, Metrics> model : models.entrySet()) {
      Metrics metrics = model.getValue();
      double centre = left + (ReliabilityPanel.AXIS + panel) / 2.0;
      canvas.text(model.getKey(), centre, top + 20, Align.CENTRE, Canvas.HEADING, Palette.INK);
      String remark = String.format(Locale.ROOT, "ECE %.4f", metrics.ece());
      canvas.text(remark, centre, top + 36, Align.CENTRE, Canvas.SMALL, Palette.SOFT_INK);
      new ReliabilityPanel(metrics.bins(), panel, plot).draw(canvas, left, top + HEADING);
      series.add(series(model.getKey(), metrics.bins()));
      left += panel + GAP;
    }
    return canvas.figure(alt(), series);
  }

  private static Series series(String name, List<ReliabilityBin> bins) {
    return new Series(
        name,
        bins.stream().map(ReliabilityBin::confidence).toList(),
        bins.stream().map(ReliabilityBin::accuracy).toList());
  }

  private String alt() {
    return models.entrySet().stream()
        .map(model -> inWords(model.getKey(), model.getValue()))
        .collect(
            Collectors.joining("; ", "Reliability diagram, accuracy against confidence. ", "."));
  }

  private static String inWords(String name, Metrics metrics) {
    List<ReliabilityBin> bins = metrics.bins();
    ReliabilityBin top = bins.get(bins.size() - 1);
    return "%s: ECE %s over %d examples; %d of them have a confidence above %s, and of those %s %% are right"
        .formatted(
            name,
            Rounded.to(3, metrics.ece()),
            metrics.examples(),
            top.examples(),
            Rounded.probability(top.from()),
            Rounded.to(3, 100 * top.accuracy()));
  }
}
