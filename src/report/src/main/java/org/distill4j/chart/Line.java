package org.distill4j.chart;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A line through the means of some runs, with their spread.
 *
 * @param name as the legend says it
 * @param x ascending
 * @param mean of the runs at each x; NaN where none has a value
 * @param spread sample standard deviation at each x; 0 where there is but one value
 * @param runs how many
 * @param yardstick whether it is a level to compare the others with
 */
record Line(
    String name,
    List<Double> x,
    List<Double> mean,
    List<Double> spread,
    int runs,
    boolean yardstick) {

  /** A level from one x to another. */
  static Line level(String name, double from, double to, double[] runs) {
    double[][] ends =
        Arrays.stream(runs).mapToObj(run -> new double[] {run, run}).toArray(double[][]::new);
    Line line = of(name, new double[] {from, to}, ends);
    return new Line(name, line.x, line.mean, line.spread, runs.length, true);
  }

  static Line of(String name, double[] x, double[][] runs) {
    if (x.length == 0 || runs.length == 0) {
      throw new IllegalArgumentException(
          "line '%s' must have at least one x and one run, but has %d and %d"
              .formatted(name, x.length, runs.length));
    }
    for (double[] run : runs) {
      if (run.length != x.length) {
        throw new IllegalArgumentException(
            "line '%s' must have one value for each of the %d x, but a run has %d"
                .formatted(name, x.length, run.length));
      }
    }
    int[] order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted((a, b) -> Double.compare(x[a], x[b]))
            .mapToInt(i -> i)
            .toArray();
    return new Line(
        name,
        Arrays.stream(order).mapToObj(i -> x[i]).toList(),
        Arrays.stream(order).mapToObj(i -> mean(column(runs, i))).toList(),
        Arrays.stream(order).mapToObj(i -> deviation(column(runs, i))).toList(),
        runs.length,
        false);
  }

  private static double[] column(double[][] runs, int i) {
    return Arrays.stream(runs)
        .mapToDouble(run -> run[i])
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }

  private static double mean(double[] values) {
    return DoubleStream.of(values).average().orElse(Double.NaN);
  }

  private static double deviation(double[] values) {
    if (values.length < 2) {
      return 0;
    }
    double mean = mean(values);
    double squares = DoubleStream.of(values).map(v -> (v - mean) * (v - mean)).sum();
    return Math.sqrt(squares / (values.length - 1));
  }

  boolean spreads() {
    return spread.stream().anyMatch(s -> s > 0);
  }

  Series series() {
    return new Series(name, x, mean);
  }

  /** Where it starts, where it ends, and where it is lowest and highest if that is in between. */
  String inWords() {
    int[] shown = IntStream.range(0, x.size()).filter(i -> !Double.isNaN(mean.get(i))).toArray();
    if (shown.length == 0) {
      return name + " has no values";
    }
    if (yardstick) {
      return name + ": level at " + Rounded.to(3, mean.get(0));
    }
    int first = shown[0];
    int last = shown[shown.length - 1];
    int lowest = first;
    int highest = first;
    for (int i : shown) {
      lowest = mean.get(i) < mean.get(lowest) ? i : lowest;
      highest = mean.get(i) > mean.get(highest) ? i : highest;
    }
    StringBuilder words = new StringBuilder(name).append(": ").append(point(first));
    if (last != first) {
      words.append(" to ").append(point(last));
    }
    if (lowest != first && mean.get(lowest) < mean.get(last)) {
      words.append(", lowest ").append(point(lowest));
    }
    if (highest != first && mean.get(highest) > mean.get(last)) {
      words.append(", highest ").append(point(highest));
    }
    return words.toString();
  }

  private String point(int i) {
    return Rounded.to(3, mean.get(i)) + " at " + Rounded.to(4, x.get(i));
  }
}
