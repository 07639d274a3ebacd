package org.distill4j.course;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.distill4j.chart.Answers;
import org.distill4j.chart.Charts;
import org.distill4j.chart.Figure;
import org.distill4j.chart.Series;
import org.distill4j.data.Dataset;
import org.distill4j.model.network.Classifier;

/**
 * The three test digits of MNIST about which the shipped teacher is least certain, and what models
 * say of them: of all 10,000 its answers at temperature 1 have the highest entropy there. They are
 * an 8, a 7 and a 5; it is wrong about the first two.
 *
 * <pre>{@code
 * show(DoubtfulDigits.in(mnist.test())
 *     .of("teacher", teacher).of("alone", alone).of("taught", taught).draw());
 * }</pre>
 */
public final class DoubtfulDigits {

  private static final List<Integer> ROWS = List.of(495, 1039, 3702);
  private static final List<Integer> LABELS = List.of(8, 7, 5);

  private final Dataset test;
  private final List<Answers> answers;

  private DoubtfulDigits(Dataset test) {
    this.test = test;
    answers = ROWS.stream().map(row -> Charts.answers(test, row)).toList();
  }

  /**
   * Finds the three digits.
   *
   * @param test the test digits of MNIST, all of them and with their labels
   * @return a picture to which one to four models are added before it is drawn
   * @throws IllegalArgumentException if the examples are others
   */
  public static DoubtfulDigits in(Dataset test) {
    if (test.size() != 10_000
        || !test.labelled()
        || !ROWS.stream().map(test::label).toList().equals(LABELS)) {
      throw new IllegalArgumentException(
          "test must be the 10,000 labelled test digits of MNIST, but is " + test);
    }
    return new DoubtfulDigits(test);
  }

  /**
   * Adds what a model says at temperature 1, to the right of those before it.
   *
   * @param name what to write above its bars
   * @param model asked about the three digits, one at a time
   * @return this
   * @throws IllegalArgumentException if it has other classes, or four models have answered
   */
  public DoubtfulDigits of(String name, Classifier model) {
    for (int i = 0; i < ROWS.size(); i++) {
      answers.get(i).of(name, model.probabilities(test.features(ROWS.get(i))));
    }
    return this;
  }

  /**
   * Draws a row for each digit: its image, and the bars of each model.
   *
   * @return the figure; its series are the probabilities, those of all models for the first digit
   *     before those for the second
   * @throws IllegalStateException if no model has answered
   */
  public Figure draw() {
    List<Figure> rows = answers.stream().map(Answers::draw).toList();
    int width = rows.get(0).width();
    int height = rows.stream().mapToInt(Figure::height).sum();
    BufferedImage all = new BufferedImage(2 * width, 2 * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D ink = all.createGraphics();
    ink.setColor(Color.WHITE);
    ink.fillRect(0, 0, all.getWidth(), all.getHeight());
    int top = 0;
    List<Series> series = new ArrayList<>();
    for (Figure row : rows) {
      ink.drawImage(row.image(), 0, top, null);
      top += row.image().getHeight();
      series.addAll(row.series());
    }
    ink.dispose();
    String alt =
        IntStream.range(0, rows.size())
            .mapToObj(i -> "Digit %d: %s".formatted(i + 1, rows.get(i).alt()))
            .collect(Collectors.joining(" "));
    return new Figure(all, width, height, alt, series);
  }
}
