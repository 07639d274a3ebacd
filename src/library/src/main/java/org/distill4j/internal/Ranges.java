package org.distill4j.internal;

/** What settings must be. */
public final class Ranges {

  private Ranges() {}

  public static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, but was %d".formatted(name, least, value));
    }
  }

  public static void requireShare(String name, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new IllegalArgumentException(
          "%s must be from 0 to below 1, but was %s".formatted(name, value));
    }
  }

  public static void requireNotNegative(String name, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "%s must be 0 or more and finite, but was %s".formatted(name, value));
    }
  }
}
