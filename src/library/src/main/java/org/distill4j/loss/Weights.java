package org.distill4j.loss;

import org.distill4j.internal.Ranges;

/** What the weights of losses must be. */
final class Weights {

  private Weights() {}

  /** Two parts of one loss, at least one of which counts. */
  static void requireOne(String first, double firstWeight, String second, double secondWeight) {
    Ranges.requireNotNegative(first, firstWeight);
    Ranges.requireNotNegative(second, secondWeight);
    if (firstWeight == 0 && secondWeight == 0) {
      throw new IllegalArgumentException(first + " and " + second + " must not both be 0");
    }
  }
}
