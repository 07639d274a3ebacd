package org.distill4j.data;

import java.util.Random;

/** A random order that depends on its seed alone; DL4J's own shuffles ignore theirs. */
public final class Permutation {

  private Permutation() {}

  /**
   * The numbers from 0 to {@code n - 1} in a random order (Fisher and Yates).
   *
   * @param n how many, at least 0
   * @param random where chance comes from
   * @return the order
   */
  public static int[] of(int n, Random random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
