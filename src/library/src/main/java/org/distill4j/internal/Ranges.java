package org.distill4j.internal;

/** What settings must be; each check gives back what it was given. */
public final class Ranges {

  private Ranges() {}

  /**
   * A whole number with a lower bound.
   *
   * @param name of the setting
   * @param value given
   * @param least allowed
   * @return the value
   */
  public static int requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, but was %d".formatted(name, least, value));
    }
    return value;
  }

  /**
   * A whole number with two bounds.
   *
   * @param name of the setting
   * @param value given
   * @param least allowed
   * @param most allowed
   * @return the value
   */
  public static int requireFromTo(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          "%s must be from %,d to %,d, but was %d".formatted(name, least, most, value));
    }
    return value;
  }

  /**
   * A share that is not all.
   *
   * @param name of the setting
   * @param value given
   * @return the value, from 0 to below 1
   */
  public static double requireShare(String name, double value) {
    return require(value >= 0 && value < 1, name, "from 0 to below 1", value);
  }

  /**
   * A share that may be all.
   *
   * @param name of the setting
   * @param value given
   * @return the value, from 0 to 1
   */
  public static double requireFraction(String name, double value) {
    return require(value >= 0 && value <= 1, name, "from 0 to 1", value);
  }

  /**
   * A share that is neither nothing nor all.
   *
   * @param name of the setting
   * @param value given
   * @return the value, above 0 and below 1
   */
  public static double requirePart(String name, double value) {
    return require(value > 0 && value < 1, name, "above 0 and below 1", value);
  }

  /**
   * A number above 0 that may be infinite.
   *
   * @param name of the setting
   * @param value given
   * @return the value
   */
  public static double requireAboveZero(String name, double value) {
    return require(value > 0, name, "above 0", value);
  }

  /**
   * A finite number above 0.
   *
   * @param name of the setting
   * @param value given
   * @return the value
   */
  public static double requirePositive(String name, double value) {
    return require(value > 0 && Double.isFinite(value), name, "above 0 and finite", value);
  }

  /**
   * A finite number that is not negative.
   *
   * @param name of the setting
   * @param value given
   * @return the value
   */
  public static double requireNotNegative(String name, double value) {
    return require(value >= 0 && Double.isFinite(value), name, "0 or more and finite", value);
  }

  private static double require(boolean fine, String name, String allowed, double value) {
    if (!fine) {
      throw new IllegalArgumentException(
          "%s must be %s, but was %s".formatted(name, allowed, value));
    }
    return value;
  }
}
