package org.distill4j.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;
import org.distill4j.chart.Canvas.Align;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One image, drawn large, and beside it what models answer: a panel of bars for each. The highest
 * bar is blue where it is the label's, and vermillion where it is another's.
 */
public final class Answers {

  private static final int MOST = 4;
  private static final int MOST_CLASSES = 20;

  /** Stored pixels of the longer side of the image, at most. */
  private static final int LARGEST = 340;

  private static final int TOP = 30;
  private static final int PLOT = 150;
  private static final int GAP = 26;
  private static final int LABELS = 22;
  private static final double WIDEST_PANEL = 200;
  private static final double LONGEST_NAME = 26;
  private static final BasicStroke THIN = new BasicStroke(1);

  private record Answer(String name, List<Double> probabilities) {
    int highest() {
      return IntStream.range(0, probabilities.size())
          .reduce((a, b) -> probabilities.get(b) > probabilities.get(a) ? b : a)
          .orElseThrow();
    }
  }

  private final Dataset data;
  private final int row;
  private final ImageShape shape;
  private final List<Answer> answers = new ArrayList<>();

  Answers(Dataset data, int row) {
    shape = Digits.shape(data);
    if (data.classes().size() > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "data must have at most %d classes, so that each bar can be read, but have %d"
              .formatted(MOST_CLASSES, data.classes().size()));
    }
    if (row < 0 || row >= data.size()) {
      throw new IllegalArgumentException(
          "row must be 0 to %d, but is %d".formatted(data.size() - 1, row));
    }
    this.data = data;
    this.row = row;
  }

  /**
   * Adds the answer of a model, to the right of those before it.
   *
   * @param model what to write above its bars, such as "teacher, T = 4"
   * @param probabilities {@code [1, C]}, such as those of a softmax; not modified
   * @return this
   * @throws IllegalArgumentException if these are not C probabilities with the sum 1, or four
   *     models have answered
   */
  public Answers of(String model, INDArray probabilities) {
    int classes = data.classes().size();
    if (answers.size() == MOST) {
      throw new IllegalArgumentException("there is room for %d models only".formatted(MOST));
    }
    if (probabilities.rank() != 2
        || probabilities.size(0) != 1
        || probabilities.size(1) != classes) {
      throw new IllegalArgumentException(
          "probabilities must be those of one example [1, %d], but have shape %s"
              .formatted(classes, Arrays.toString(probabilities.shape())));
    }
    double[] p = probabilities.toDoubleMatrix()[0];
    if (!(Math.abs(Arrays.stream(p).sum() - 1) < 1e-3) || Arrays.stream(p).anyMatch(v -> v < 0)) {
      throw new IllegalArgumentException(
          "probabilities must be 0 or more with the sum 1, but are " + Arrays.toString(p));
    }
    answers.add(new Answer(model, Arrays.stream(p).boxed().toList()));
    return this;
  }

  /**
   * Draws the image and the answers so far.
   *
   * @return the figure; its series are the probabilities, one series for each model
   * @throws IllegalStateException if no model has answered
   */
  public Figure draw() {
    if (answers.isEmpty()) {
      throw new IllegalStateException("no model has answered: call of(model, probabilities) first");
    }
    int scale = Math.max(1, LARGEST / Math.max(shape.width(), shape.height()));
    double side = (double) shape.width() * scale / Canvas.SCALE;
    double room = Canvas.WIDTH - side - 4;
    double panel = Math.min(WIDEST_PANEL, room / answers.size() - GAP);
    int width = (int) Math.ceil(side + 4 + answers.size() * (panel + GAP));
    double high = (double) shape.height() * scale / Canvas.SCALE;
    Canvas canvas = new Canvas(width, (int) Math.max(TOP + PLOT + LABELS, high + 26) + 4);
    BufferedImage image = Digits.image(data.features(row).toDoubleVector(), shape);
    canvas.pixels(image, 2, 4, scale);
    canvas.frame(2, 4, side, high, Palette.GRID);
    canvas.text(caption(), 2 + side / 2, high + 20, Align.CENTRE, Canvas.TEXT, Palette.INK);
    for (int i = 0; i < answers.size(); i++) {
      draw(canvas, answers.get(i), side + 4 + GAP + i * (panel + GAP), panel - 4);
    }
    return canvas.figure(alt(), series());
  }

  private void draw(Canvas canvas, Answer answer, double x, double width) {
    List<Double> p = answer.probabilities();
    double slot = width / p.size();
    double base = TOP + PLOT;
    String name = Canvas.fitted(answer.name(), Canvas.HEADING, width + GAP - 6);
    canvas.text(name, x + width / 2, 18, Align.CENTRE, Canvas.HEADING, Palette.INK);
    int highest = answer.highest();
    for (int k = 0; k < p.size(); k++) {
      double height = p.get(k) * (PLOT - 18);
      Color color = k == highest ? color(highest) : Palette.SKY;
      canvas.fill(x + k * slot + slot * 0.09, base - height, slot * 0.82, height, color);
      String label = Canvas.fitted(data.classes().get(k), Canvas.TEXT, LONGEST_NAME);
      canvas.text(label, x + (k + 0.5) * slot, base + 16, Align.CENTRE, Canvas.TEXT, Palette.INK);
    }
    canvas.line(x, base, x + width, base, Palette.AXIS, THIN);
    String top = Rounded.probability(p.get(highest));
    double y = base - p.get(highest) * (PLOT - 18) - 4;
    canvas.number(top, x + (highest + 0.5) * slot, y, Palette.INK);
  }

  private Color color(int highest) {
    boolean wrong = data.labelled() && data.label(row) != highest;
    return wrong ? Palette.VERMILLION : Palette.BLUE;
  }

  private String caption() {
    return data.labelled() ? "label: " + data.classes().get(data.label(row)) : "without a label";
  }

  private List<Series> series() {
    List<Double> index =
        IntStream.range(0, data.classes().size()).mapToObj(k -> (double) k).toList();
    return answers.stream()
        .map(answer -> new Series(answer.name(), index, answer.probabilities()))
        .toList();
  }

  private String alt() {
    StringJoiner all = new StringJoiner("; ", "An image, " + caption() + ". ", ".");
    for (Answer answer : answers) {
      List<Double> p = answer.probabilities();
      List<Integer> order =
          IntStream.range(0, p.size())
              .boxed()
              .sorted(Comparator.comparing(k -> -p.get(k)))
              .toList();
      all.add(
          "%s: %s, then %s"
              .formatted(answer.name(), said(answer, order.get(0)), said(answer, order.get(1))));
    }
    return all.toString();
  }

  private String said(Answer answer, int k) {
    return data.classes().get(k) + " " + Rounded.probability(answer.probabilities().get(k));
  }
}
