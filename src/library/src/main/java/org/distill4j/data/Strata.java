package org.distill4j.data;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Chooses from each class in proportion. */
final class Strata {

  private Strata() {}

  /**
   * Chooses the first examples of each class; what rounding leaves goes to the classes that lost
   * most by it.
   *
   * @param labels class index of each example
   * @param classes how many there are
   * @param n how many examples to choose
   * @return whether each example is chosen
   */
  static boolean[] choose(int[] labels, int classes, int n) {
    int[] left = quotas(labels, classes, n);
    boolean[] chosen = new boolean[labels.length];
    for (int i = 0; i < labels.length; i++) {
      chosen[i] = left[labels[i]]-- > 0;
    }
    return chosen;
  }

  private static int[] quotas(int[] labels, int classes, int n) {
    long[] counts = new long[classes];
    Arrays.stream(labels).forEach(label -> counts[label]++);
    int[] quotas =
        Arrays.stream(counts).mapToInt(count -> (int) (count * n / labels.length)).toArray();
    IntStream.range(0, classes)
        .boxed()
        .sorted(Comparator.comparing(k -> -(counts[k] * n % labels.length)))
        .limit(n - Arrays.stream(quotas).sum())
        .forEach(k -> quotas[k]++);
    return quotas;
  }
}
