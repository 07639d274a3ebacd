package org.distill4j.chart;

import java.util.Arrays;
import java.util.List;

/**
 * Numbers that a figure shows.
 *
 * @param name what they are, as the legend says it
 * @param x where they stand; for bars and cells the index, counted from 0
 * @param y the values, one for each x
 */
public record Series(String name, List<Double> x, List<Double> y) {

  /** Keeps copies of the lists. */
  public Series {
    x = List.copyOf(x);
    y = List.copyOf(y);
  }

  static Series of(String name, double[] x, double[] y) {
    return new Series(name, Arrays.stream(x).boxed().toList(), Arrays.stream(y).boxed().toList());
  }
}
