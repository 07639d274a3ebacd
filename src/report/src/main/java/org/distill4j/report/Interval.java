package org.distill4j.report;

import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * Where a quantity lies, with 95 % confidence.
 *
 * <pre>{@code
 * Interval errors = Interval.ofErrors(metrics.errors(), metrics.examples());
 * }</pre>
 *
 * @param low lower end
 * @param high upper end, not below {@code low}
 */
public record Interval(double low, double high) {

  /**
   * An interval between two numbers.
   *
   * @throws IllegalArgumentException if an end is no number or {@code low} is above {@code high}
   */
  public Interval {
    if (!(low <= high)) {
      throw new IllegalArgumentException(
          "low must not be above high, but they were %s and %s".formatted(low, high));
    }
  }

  /**
   * A classifier's true rate of errors, given as errors in as many examples, if it made so many on
   * these: the exact interval of Clopper and Pearson (1934) for a binomial count. It covers the
   * choice of the test examples, not the choice of the seed. The count on other examples has chance
   * of its own and may lie outside.
   *
   * @param errors counted, from 0 to {@code examples}
   * @param examples that were classified, at least 1
   * @return the interval of the true rate times {@code examples}, from 0 to {@code examples}
   * @throws IllegalArgumentException if a count is out of its range
   */
  public static Interval ofErrors(int errors, int examples) {
    if (examples < 1 || errors < 0 || errors > examples) {
      throw new IllegalArgumentException(
          "errors must be from 0 to the number of examples, at least 1, but were %,d of %,d"
              .formatted(errors, examples));
    }
    double low = errors == 0 ? 0 : beta(errors, examples - errors + 1.0, 0.025);
    double high = errors == examples ? 1 : beta(errors + 1.0, (double) examples - errors, 0.975);
    return new Interval(examples * low, examples * high);
  }

  private static double beta(double alpha, double beta, double probability) {
    return BetaDistribution.of(alpha, beta).inverseCumulativeProbability(probability);
  }

  /**
   * Whether a number lies in it.
   *
   * @param value any number
   * @return whether it is neither below nor above
   */
  public boolean contains(double value) {
    return low <= value && value <= high;
  }

  @Override
  public String toString() {
    return "%s to %s".formatted(Decimals.of(low), Decimals.of(high));
  }
}
