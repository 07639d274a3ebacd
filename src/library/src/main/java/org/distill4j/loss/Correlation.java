package org.distill4j.loss;

import java.util.Arrays;

/**
 * Pearson's correlation of two rows of numbers; 0 where one of them does not vary.
 *
 * @param r from -1 to 1
 * @param gradient of r with respect to the first row
 */
record Correlation(double r, double[] gradient) {

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
