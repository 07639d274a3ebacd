package org.distill4j.loss;

import java.util.Arrays;

/** Pearson's correlation of two rows of numbers; 0 where one of them does not vary. */
final class Correlation {

  private final double r;
  private final double[] gradient;

  private Correlation(double r, double... gradient) {
    this.r = r;
    this.gradient = gradient;
  }

  static Correlation of(double[] q, double[] p) {
    double[] a = centered(q);
    double[] b = centered(p);
    double lengthA = Math.sqrt(product(a, a));
    double lengthB = Math.sqrt(product(b, b));
    double scale = lengthA * lengthB + 1e-8;
    double r = product(a, b) / scale;
    double back = lengthB * r / scale / Math.max(lengthA, 1e-30);
    double[] gradient = new double[a.length];
    for (int k = 0; k < a.length; k++) {
      gradient[k] = b[k] / scale - a[k] * back;
    }
    return new Correlation(r, gradient);
  }

  /** From -1 to 1. */
  double r() {
    return r;
  }

  /** The gradient of r with respect to a number of the first row. */
  double gradient(int k) {
    return gradient[k];
  }

  private static double[] centered(double... numbers) {
    double mean = Arrays.stream(numbers).sum() / numbers.length;
    return Arrays.stream(numbers).map(number -> number - mean).toArray();
  }

  private static double product(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }
}
