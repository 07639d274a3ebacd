package org.distill4j.loss;

import java.util.StringJoiner;

/** How losses are printed: their name, then the settings that they have. */
final class Shown {

  private final StringJoiner settings;

  private Shown(String name) {
    settings = new StringJoiner(", ", name + "[", "]").setEmptyValue(name);
  }

  static Shown of(Object loss) {
    return new Shown(loss.getClass().getSimpleName());
  }

  Shown with(String setting, double number) {
    settings.add(setting + "=" + number(number));
    return this;
  }

  Shown with(String setting) {
    settings.add(setting);
    return this;
  }

  /** A weight before a loss; a sum is put in brackets. */
  static String product(double weight, Object loss, boolean sum) {
    return number(weight) + (sum ? " (" + loss + ")" : " " + loss);
  }

  /** Whole numbers without ".0". */
  private static String number(double number) {
    return Math.rint(number) == number && Math.abs(number) < 1e7
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  @Override
  public String toString() {
    return settings.toString();
  }
}
