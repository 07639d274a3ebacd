package org.distill4j.loss;

import java.util.Arrays;
import org.distill4j.internal.RowSoftmax;

/** A row less its mean and divided by its standard deviation, and the way back for a gradient. */
final class StandardizedRow {

  /** Below this a deviation is taken for it where something is divided by it. */
  private static final double LEAST = 1e-30;

  private final double[] numbers;

  /** What the row was multiplied by; 0 where nothing could be divided by. */
  private final double factor;

  /** Standard deviation times the divisor; never 0. */
  private final double deviations;

  private StandardizedRow(double[] numbers, double factor, double deviations) {
    this.numbers = numbers;
    this.factor = factor;
    this.deviations = deviations;
  }

  static StandardizedRow of(double[] row, boolean unbiased) {
    double divisor = row.length - (unbiased ? 1.0 : 0.0);
    double largest = Arrays.stream(row).max().orElseThrow(); // less it, all are 0 if all are equal
    double mean = Arrays.stream(row).map(number -> number - largest).sum() / row.length;
    double[] centered = Arrays.stream(row).map(number -> number - largest - mean).toArray();
    double squares = Arrays.stream(centered).map(number -> number * number).sum();
    double deviation = Math.sqrt(squares / divisor);
    double scale = deviation + (unbiased ? 1e-7 : 0);
    double factor = scale > 0 ? 1 / Math.max(scale, LEAST) : 0;
    return new StandardizedRow(
        Arrays.stream(centered).map(number -> number * factor).toArray(),
        factor,
        Math.max(deviation, LEAST) * divisor);
  }

  /** The softmax of the standardized row, which is zeros where all numbers are equal. */
  RowSoftmax softmax(double temperature) {
    return RowSoftmax.of(numbers, temperature);
  }

  /** Turns the gradient with respect to the numbers into that with respect to the row. */
  void backward(double... g) {
    double mean = Arrays.stream(g).sum() / g.length;
    double along = 0;
    for (int k = 0; k < g.length; k++) {
      along += g[k] * numbers[k] / deviations;
    }
    for (int k = 0; k < g.length; k++) {
      g[k] = (g[k] - mean) * factor - numbers[k] * along;
    }
  }
}
