package org.distill4j.report;

import java.util.Map;
import java.util.stream.Collectors;

/**
 * One field of a sweep's grid: a value for each setting that is tried.
 *
 * @param values by the name of the setting, in the order of the grid
 */
public record Setting(Map<String, Double> values) {

  /**
   * The value of a setting.
   *
   * @param name of the setting
   * @return its value here
   * @throws IllegalArgumentException if the sweep has no such setting
   */
  public double value(String name) {
    Double value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "there is no setting '%s'; the sweep has %s".formatted(name, values.keySet()));
    }
    return value;
  }

  /** Names and values, as in {@code temperature 4, soft weight 0.9}. */
  @Override
  public String toString() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + " " + text(entry.getValue()))
        .collect(Collectors.joining(", "));
  }

  /** A number as one writes it: 4 rather than 4.0. */
  static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
