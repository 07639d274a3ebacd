package org.distill4j.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * The examples whose highest probability lies in one range, as a reliability diagram shows them.
 *
 * @param from lower end of the range, excluded
 * @param to upper end of the range, included
 * @param examples how many there are, at least 1
 * @param accuracy share of them that is classified correctly, from 0 to 1
 * @param confidence mean of their highest probabilities
 */
public record ReliabilityBin(
    double from, double to, int examples, double accuracy, double confidence) {

  private static final int BINS = 15;

  /**
   * How far the confidence is from what is true.
   *
   * @return {@code |accuracy - confidence|}
   */
  public double gap() {
    return Math.abs(accuracy - confidence);
  }

  static List<ReliabilityBin> of(double[] confidences, IntPredicate right) {
    int[] count = new int[BINS];
    int[] hits = new int[BINS];
    double[] sum = new double[BINS];
    for (int i = 0; i < confidences.length; i++) {
      int bin = (int) Math.ceil(confidences[i] * BINS) - 1;
      count[bin]++;
      hits[bin] += right.test(i) ? 1 : 0;
      sum[bin] += confidences[i];
    }
    List<ReliabilityBin> bins = new ArrayList<>();
    for (int b = 0; b < BINS; b++) {
      double n = count[b];
      if (n > 0) {
        bins.add(
            new ReliabilityBin(
                b / (double) BINS, (b + 1) / (double) BINS, count[b], hits[b] / n, sum[b] / n));
      }
    }
    return bins;
  }
}
