package org.distill4j.tree;

/** Checks of settings that both kinds of trees have. */
final class Ranges {

  private Ranges() {}

  static int atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, but was " + value);
    }
    return value;
  }

  static double positive(String name, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(name + " must be above 0 and finite, but was " + value);
    }
    return value;
  }

  static int fromOneTo(int most, String name, int value) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(
          "%s must be from 1 to %,d, but was %d".formatted(name, most, value));
    }
    return value;
  }
}
