package org.distill4j.report;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * The values of one setting that a sweep tries.
 *
 * @param name of the setting
 * @param values ascending
 * @param limits values with nothing beyond, such as a weight of 0 or 1
 */
record Axis(String name, List<Double> values, List<Double> limits) {

  static Axis of(String name, double... values) {
    List<Double> ascending = DoubleStream.of(values).sorted().distinct().boxed().toList();
    if (ascending.size() < 2
        || ascending.size() < values.length
        || !DoubleStream.of(values).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "%s must have at least 2 values, finite and all different, but they were %s"
              .formatted(name, Arrays.toString(values)));
    }
    return new Axis(name, ascending, List.of());
  }

  private double lowest() {
    return values.get(0);
  }

  private double highest() {
    return values.get(values.size() - 1);
  }

  Axis limitedBy(double... ends) {
    for (double end : ends) {
      if (end != lowest() && end != highest()) {
        throw new IllegalArgumentException(
            "limits of %s must be its lowest or highest value, %s or %s, but one was %s"
                .formatted(
                    name, Setting.text(lowest()), Setting.text(highest()), Setting.text(end)));
      }
    }
    return new Axis(name, values, DoubleStream.of(ends).boxed().toList());
  }

  boolean onEdge(double value) {
    return (value == lowest() || value == highest()) && !limits.contains(value);
  }

  double[] numbers() {
    return values.stream().mapToDouble(value -> value).toArray();
  }

  List<String> names() {
    return values.stream().map(Setting::text).toList();
  }

  String range() {
    return "%s to %s".formatted(Setting.text(lowest()), Setting.text(highest()));
  }
}
