package org.distill4j.tree;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A way to part the examples of a node: those in bins above one go one way, the rest the other.
 *
 * @param feature that is asked about
 * @param bin the last that is not above
 * @param gain by how much the squared distances to the mean distribution shrink
 */
record Split(int feature, int bin, double gain) {

  /** The better one is greater; of equal ones the first feature. */
  static final Comparator<Split> BY_GAIN =
      Comparator.comparingDouble(Split::gain)
          .thenComparing(Split::feature, Comparator.reverseOrder());

  /**
   * The best threshold of a feature.
   *
   * @param sums of the distributions of the examples in each bin, one bin after another
   * @param counts of the examples in each bin
   * @param leaf fewest examples on either side
   * @return null if no threshold leaves enough examples on both sides and gains anything
   */
  static @Nullable Split best(int feature, double[] sums, int[] counts, int leaf) {
    int classes = sums.length / counts.length;
    double[] all = new double[classes];
    int n = 0;
    for (int b = 0; b < counts.length; b++) {
      n += counts[b];
      for (int k = 0; k < classes; k++) {
        all[k] += sums[b * classes + k];
      }
    }
    double whole = squares(all) / n;
    double[] below = new double[classes];
    double[] above = all.clone();
    Split best = null;
    int left = 0;
    for (int b = 0; b < counts.length - 1; b++) {
      left += counts[b];
      for (int k = 0; k < classes; k++) {
        below[k] += sums[b * classes + k];
        above[k] -= sums[b * classes + k];
      }
      if (counts[b] == 0 || left < leaf || n - left < leaf) {
        continue;
      }
      double gain = squares(below) / left + squares(above) / (n - left) - whole;
      if (gain > 1e-9 * n && (best == null || gain > best.gain)) {
        best = new Split(feature, b, gain);
      }
    }
    return best;
  }

  private static double squares(double... sums) {
    double squares = 0;
    for (double sum : sums) {
      squares += sum * sum;
    }
    return squares;
  }
}
