package org.distill4j.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.distill4j.chart.Canvas.Align;
import org.distill4j.loss.SoftTargets;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Soft targets of one example: one panel of bars a temperature, all on one axis of probability. */
final class SoftTargetBars {

  private final List<String> classes;
  private final double[] temperatures;
  private final double[][] probabilities;
  private final double[] entropies;

  SoftTargetBars(INDArray logits, List<String> classes, double[] temperatures) {
    requireExample(logits, classes);
    if (temperatures.length == 0) {
      throw new IllegalArgumentException("temperatures must be at least one, but none was given");
    }
    this.classes = List.copyOf(classes);
    this.temperatures = temperatures.clone();
    INDArray v = logits.castTo(DataType.DOUBLE);
    probabilities = new double[temperatures.length][];
    entropies = new double[temperatures.length];
    for (int i = 0; i < temperatures.length; i++) {
      probabilities[i] = SoftTargets.softmax(v, temperatures[i]).toDoubleVector();
      entropies[i] = SoftTargets.entropy(v, temperatures[i]).getDouble(0);
    }
  }

  private static void requireExample(INDArray logits, List<String> classes) {
    if (logits.rank() != 2 || logits.size(0) != 1 || logits.size(1) != classes.size()) {
      throw new IllegalArgumentException(
          "logits must be one example [1, %d], a score for each of the classes, but have shape %s"
              .formatted(classes.size(), Arrays.toString(logits.shape())));
    }
    if (!Double.isFinite(logits.sumNumber().doubleValue())) {
      throw new IllegalArgumentException("logits must be finite, but hold NaN or infinity");
    }
  }

  Figure draw(boolean log) {
    int best = ranked(0);
    int second = ranked(1);
    BarScale scale = log ? BarScale.log(probabilities) : BarScale.linear();
    BarPanels panels = new BarPanels(classes, best, second, scale);
    Legend legend =
        new Legend()
            .box("most probable: " + classes.get(best), Palette.BLUE)
            .box("second: " + classes.get(second), Palette.ORANGE);
    if (classes.size() > 2) {
      legend.box("other classes", Palette.SKY);
    }
    legend.line("all equal: 1/" + classes.size(), Palette.SOFT_INK, BarPanels.DASHES);
    int rows = panels.rows(temperatures.length);
    int perRow = (temperatures.length + rows - 1) / rows;
    int width = panels.width(perRow);
    int legendHeight = legend.height(width - BarPanels.AXIS);
    Canvas canvas = new Canvas(width, legendHeight + rows * panels.height() + 20);
    legend.draw(canvas, BarPanels.AXIS, 0, width - BarPanels.AXIS);
    for (int row = 0; row < rows; row++) {
      int from = row * perRow;
      int to = Math.min(temperatures.length, from + perRow);
      panels.draw(canvas, legendHeight + row * panels.height(), perRow, panels(from, to));
    }
    canvas.text(
        "class",
        (width + BarPanels.AXIS) / 2.0,
        legendHeight + rows * panels.height() + 14,
        Align.CENTRE,
        Canvas.TEXT,
        Palette.INK);
    return canvas.figure(alt(best, second, log), series());
  }

  private List<BarPanels.Panel> panels(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(
            i ->
                new BarPanels.Panel(
                    "T = " + Rounded.to(4, temperatures[i]),
                    String.format(Locale.ROOT, "entropy %.2f nats", entropies[i]),
                    Arrays.stream(probabilities[i]).boxed().toList()))
        .toList();
  }

  /** The class of a rank, 0 being the most probable; no temperature changes it. */
  private int ranked(int rank) {
    double[] p = probabilities[warmest()];
    return IntStream.range(0, p.length)
        .boxed()
        .sorted((a, b) -> Double.compare(p[b], p[a]))
        .skip(rank)
        .findFirst()
        .orElseThrow();
  }

  /** At the highest temperature the ranking is least blurred by probabilities that underflow. */
  private int warmest() {
    return IntStream.range(0, temperatures.length)
        .reduce((a, b) -> temperatures[b] > temperatures[a] ? b : a)
        .orElseThrow();
  }

  private List<Series> series() {
    double[] index = IntStream.range(0, classes.size()).asDoubleStream().toArray();
    List<Series> series = new ArrayList<>();
    for (int i = 0; i < temperatures.length; i++) {
      series.add(Series.of("T = " + Rounded.to(4, temperatures[i]), index, probabilities[i]));
    }
    return series;
  }

  private String alt(int best, int second, boolean log) {
    String list =
        Arrays.stream(temperatures)
            .mapToObj(t -> Rounded.to(4, t))
            .reduce((a, b) -> a + ", " + b)
            .orElseThrow();
    return "Soft targets of one example at T = %s%s: %s; %s; the entropy %s of at most %s nats."
        .formatted(
            list,
            log ? ", on a logarithmic axis" : "",
            course("class " + classes.get(best), best),
            course("class " + classes.get(second) + ", the second,", second),
            change(entropies),
            Rounded.to(3, Math.log(classes.size())));
  }

  private String course(String name, int index) {
    return name + " " + change(Arrays.stream(probabilities).mapToDouble(p -> p[index]).toArray());
  }

  private static String change(double[] values) {
    String from = Rounded.to(3, values[0]);
    String to = Rounded.to(3, values[values.length - 1]);
    if (from.equals(to)) {
      return "is at " + from;
    }
    return "%s from %s to %s"
        .formatted(values[0] < values[values.length - 1] ? "rises" : "falls", from, to);
  }
}
