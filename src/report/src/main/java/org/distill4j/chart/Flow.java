package org.distill4j.chart;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.distill4j.chart.Canvas.Align;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.distill4j.loss.SoftTargets;
import org.distill4j.model.network.Classifier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Distillation in one drawing, with the numbers of one image: the image goes to a teacher and to a
 * student, their scores are divided by the temperature and become probabilities, and the loss
 * compares both and changes the student. The parts at hand can be lit, the others turn gray.
 */
public final class Flow {

  /** A part of the drawing. */
  public enum Part {
    /** The image that both are asked about. */
    IMAGE("image"),
    /** The teacher. */
    TEACHER("teacher"),
    /** The scores of both, the logits. */
    SCORES("scores"),
    /** The division by the temperature. */
    TEMPERATURE("temperature"),
    /** The probabilities of both, softened. */
    PROBABILITIES("probabilities"),
    /** The label. */
    LABEL("label"),
    /** The comparison. */
    LOSS("loss"),
    /** The student. */
    STUDENT("student"),
    /** The way back from the loss to the student's weights. */
    GRADIENT("gradient");

    private final String word;

    Part(String word) {
      this.word = word;
    }
  }

  private static final int HEIGHT = 292;
  private static final int UPPER = 74;
  private static final int LOWER = 202;
  private static final int MIDDLE = (UPPER + LOWER) / 2;
  private static final int MOST_CLASSES = 20;
  private static final double BARS = 108;

  private final Dataset data;
  private final int row;
  private final ImageShape shape;
  private final double[] v;
  private final double[] z;
  private final double temperature;
  private final Set<Part> lit = EnumSet.noneOf(Part.class);

  Flow(Dataset data, int row, double temperature, Classifier teacher, Classifier student) {
    shape = Digits.shape(data);
    if (row < 0 || row >= data.size()) {
      throw new IllegalArgumentException(
          "row must be 0 to %d, but is %d".formatted(data.size() - 1, row));
    }
    if (data.classes().size() > MOST_CLASSES) {
      throw new IllegalArgumentException(
          "data must have at most %d classes, but have %d"
              .formatted(MOST_CLASSES, data.classes().size()));
    }
    this.data = data;
    this.row = row;
    this.temperature = temperature;
    v = scores("teacher", teacher);
    z = scores("student", student);
    SoftTargets.softmax(row(v), temperature); // refuses a temperature that is none
  }

  private double[] scores(String who, Classifier classifier) {
    INDArray logits = classifier.logits(data.features(row));
    if (logits.size(1) != data.classes().size()) {
      throw new IllegalArgumentException(
          "the %s must give %d scores, one for each class, but gives %d"
              .formatted(who, data.classes().size(), logits.size(1)));
    }
    return logits.castTo(DataType.DOUBLE).toDoubleMatrix()[0];
  }

  private static INDArray row(double[] scores) {
    return Nd4j.createFromArray(new double[][] {scores});
  }

  /**
   * Lights some parts and turns the others gray; without this, all are lit.
   *
   * @param parts those at hand
   * @return this
   */
  public Flow lit(Part... parts) {
    lit.addAll(Arrays.asList(parts));
    return this;
  }

  /**
   * Draws the flow.
   *
   * @return the figure; its series are the softened probabilities of teacher and student
   */
  public Figure draw() {
    double[] p = SoftTargets.softmax(row(v), temperature).toDoubleVector();
    double[] q = SoftTargets.softmax(row(z), temperature).toDoubleVector();
    Canvas canvas = new Canvas(Canvas.WIDTH, HEIGHT);
    image(canvas);
    model(canvas, "teacher", Part.TEACHER, UPPER, 108, 62);
    model(canvas, "student", Part.STUDENT, LOWER, 76, 36);
    String divided = "÷ " + Rounded.to(4, temperature);
    for (int y : new int[] {UPPER, LOWER}) {
      Color arrow = color(Part.SCORES, Palette.SOFT_INK);
      canvas.arrow(arrow, y == UPPER ? 230 : 214, y, 249, y);
      scores(canvas, y == UPPER ? v : z, y);
      canvas.arrow(color(Part.TEMPERATURE, Palette.SOFT_INK), 372, y, 383, y);
      canvas.box(392, y - 15, 52, 30, color(Part.TEMPERATURE, Palette.ORANGE));
      canvas.text(divided, 418, y + 4, Align.CENTRE, Canvas.HEADING, ink(Part.TEMPERATURE));
      canvas.arrow(color(Part.PROBABILITIES, Palette.SOFT_INK), 446, y, 462, y);
      probabilities(canvas, y == UPPER ? p : q, y);
    }
    headings(canvas);
    loss(canvas);
    double[] index = IntStream.range(0, p.length).asDoubleStream().toArray();
    return canvas.figure(
        alt(), List.of(Series.of("teacher", index, p), Series.of("student", index, q)));
  }

  private boolean isLit(Part part) {
    return lit.isEmpty() || lit.contains(part);
  }

  private Color color(Part part, Color color) {
    return isLit(part) ? color : Palette.GRID;
  }

  private Color ink(Part part) {
    return color(part, Palette.INK).equals(Palette.GRID) ? Palette.AXIS : Palette.INK;
  }

  private void image(Canvas canvas) {
    int scale = Math.max(1, 150 / Math.max(shape.width(), shape.height()));
    double w = (double) shape.width() * scale / Canvas.SCALE;
    double h = (double) shape.height() * scale / Canvas.SCALE;
    BufferedImage image = Digits.image(data.features(row).toDoubleVector(), shape);
    canvas.pixels(image, 8, MIDDLE - h / 2, scale);
    canvas.frame(8, MIDDLE - h / 2, w, h, color(Part.IMAGE, Palette.INK));
    canvas.text(
        "image", 8 + w / 2, MIDDLE + h / 2 + 16, Align.CENTRE, Canvas.TEXT, ink(Part.IMAGE));
    Color arrow = color(Part.IMAGE, Palette.SOFT_INK);
    canvas.arrow(arrow, 8 + w + 4, MIDDLE - 10, 102, MIDDLE - 10, 102, UPPER, 110, UPPER);
    canvas.arrow(arrow, 8 + w + 4, MIDDLE + 10, 102, MIDDLE + 10, 102, LOWER, 126, LOWER);
  }

  private void model(Canvas canvas, String name, Part part, int y, double width, double height) {
    Color color = color(part, part == Part.TEACHER ? Palette.BLUE : Palette.VERMILLION);
    canvas.box(174 - width / 2, y - height / 2, width, height, color);
    Color ink = isLit(part) ? Palette.PAPER : Palette.AXIS;
    canvas.text(name, 174, y + 4, Align.CENTRE, Canvas.TITLE, ink);
  }

  private void scores(Canvas canvas, double[] scores, int y) {
    double most = Arrays.stream(scores).map(Math::abs).max().orElseThrow();
    double slot = BARS / scores.length;
    for (int k = 0; k < scores.length; k++) {
      double height = most == 0 ? 0 : scores[k] / most * 32;
      double top = height > 0 ? y - height : y;
      Color color = color(Part.SCORES, Palette.SKY);
      canvas.fill(262 + k * slot, top, slot * 0.82, Math.abs(height), color);
    }
    canvas.fill(262, y - 0.5, BARS, 1, color(Part.SCORES, Palette.AXIS));
  }

  private void probabilities(Canvas canvas, double[] p, int y) {
    double slot = BARS / p.length;
    for (int k = 0; k < p.length; k++) {
      Color color = color(Part.PROBABILITIES, Palette.BLUE);
      canvas.fill(474 + k * slot, y + 28 - p[k] * 56, slot * 0.82, p[k] * 56, color);
      String name = Canvas.fitted(data.classes().get(k), Canvas.SMALL, slot + 4);
      double x = 474 + (k + 0.41) * slot;
      canvas.text(name, x, y + 41, Align.CENTRE, Canvas.SMALL, ink(Part.PROBABILITIES));
    }
    canvas.fill(474, y + 28, BARS, 1, color(Part.PROBABILITIES, Palette.AXIS));
  }

  private static String count(int n) {
    return n == 10 ? "ten" : Integer.toString(n);
  }

  private void headings(Canvas canvas) {
    int y = 20;
    String scores = count(v.length) + " scores";
    canvas.text(scores, 262 + BARS / 2, y, Align.CENTRE, Canvas.TEXT, ink(Part.SCORES));
    canvas.text("temperature", 418, y, Align.CENTRE, Canvas.TEXT, ink(Part.TEMPERATURE));
    String softmax = "softmax";
    canvas.text(softmax, 474 + BARS / 2, y, Align.CENTRE, Canvas.TEXT, ink(Part.PROBABILITIES));
  }

  private void loss(Canvas canvas) {
    Color arrow = color(Part.LOSS, Palette.SOFT_INK);
    canvas.arrow(arrow, 590, UPPER, 614, UPPER, 614, MIDDLE - 12, 622, MIDDLE - 12);
    canvas.arrow(arrow, 590, LOWER, 614, LOWER, 614, MIDDLE + 12, 622, MIDDLE + 12);
    canvas.box(632, MIDDLE - 28, 94, 56, color(Part.LOSS, Palette.ORANGE));
    canvas.text("loss", 679, MIDDLE - 4, Align.CENTRE, Canvas.TITLE, ink(Part.LOSS));
    canvas.text("how far apart?", 679, MIDDLE + 14, Align.CENTRE, Canvas.SMALL, ink(Part.LOSS));
    if (data.labelled()) {
      String label = "label: " + data.classes().get(data.label(row));
      canvas.text(label, 679, UPPER - 20, Align.CENTRE, Canvas.TEXT, ink(Part.LABEL));
      canvas.arrow(color(Part.LABEL, Palette.SOFT_INK), 679, UPPER - 12, 679, MIDDLE - 38);
    }
    Color back = color(Part.GRADIENT, Palette.VERMILLION);
    canvas.arrow(back, 679, MIDDLE + 30, 679, HEIGHT - 30, 174, HEIGHT - 30, 174, LOWER + 28);
    String says = "gradient: change the student's weights a little";
    canvas.text(says, 426, HEIGHT - 14, Align.CENTRE, Canvas.TEXT, ink(Part.GRADIENT));
  }

  private String alt() {
    String parts =
        lit.isEmpty()
            ? ""
            : " Lit: " + lit.stream().map(p -> p.word).collect(Collectors.joining(", ")) + ".";
    return ("Distillation as a drawing: an image goes to the teacher and to the student; the scores"
            + " of both are divided by the temperature %s and become probabilities; the loss"
            + " compares them, and its gradient changes the student.%s")
        .formatted(Rounded.to(4, temperature), parts);
  }
}
