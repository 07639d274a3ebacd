package org.distill4j.loss;

/** What the weights of losses must be. */
final class Weights {

  private Weights() {}

  static void requirePositive(String name, double weight) {
    if (!(weight > 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(name + " must be above 0 and finite, but was " + weight);
    }
  }

  static void requireNotNegative(String name, double weight) {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(name + " must be 0 or more and finite, but was " + weight);
    }
  }

  /** Two parts of one loss, at least one of which counts. */
  static void requireOne(String first, double firstWeight, String second, double secondWeight) {
    requireNotNegative(first, firstWeight);
    requireNotNegative(second, secondWeight);
    if (firstWeight == 0 && secondWeight == 0) {
      throw new IllegalArgumentException(first + " and " + second + " must not both be 0");
    }
  }
}
