package org.distill4j.report;

import java.util.stream.IntStream;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/** Student's t for the mean of n differences. */
record StudentT(int pairs) {

  private static final int STEPS = 400;

  /** The size of t that chance alone exceeds in 5 % of trials, to either side. */
  double limit() {
    return TDistribution.of(pairs - 1.0).inverseSurvivalProbability(0.025);
  }

  /** How often chance alone makes a t of this size or more, to either side. */
  double p(double t) {
    return Math.min(1, 2 * TDistribution.of(pairs - 1.0).survivalProbability(Math.abs(t)));
  }

  /**
   * How often a trial finds a true effect of so many standard errors: the non-central t, as the
   * mean over the standard deviations that n differences may happen to show (quantiles of
   * chi-squared) of the normal probability that is left.
   */
  double power(double effect) {
    return power(effect, needed());
  }

  private static double power(double effect, double[] needed) {
    NormalDistribution normal = NormalDistribution.of(0, 1);
    double sum = 0;
    for (double mean : needed) {
      sum +=
          normal.survivalProbability(mean - effect) + normal.cumulativeProbability(-mean - effect);
    }
    return sum / STEPS;
  }

  /** The mean that is called clear, in true standard errors, at quantiles of the one shown. */
  private double[] needed() {
    double limit = limit();
    ChiSquaredDistribution squares = ChiSquaredDistribution.of(pairs - 1.0);
    return IntStream.range(0, STEPS)
        .mapToDouble(i -> squares.inverseCumulativeProbability((i + 0.5) / STEPS))
        .map(quantile -> limit * Math.sqrt(quantile / (pairs - 1)))
        .toArray();
  }

  /** The effect, in standard errors, that a trial finds half of the time. */
  double foundHalfTheTime() {
    double[] needed = needed(); // for all steps of the search, as quantiles take time
    double low = 0;
    double high = 2 * limit();
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (power(middle, needed) < 0.5) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
