package org.distill4j.report;

import java.util.Locale;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.distill4j.metrics.Metrics;

/**
 * Whether two classifiers differ on the same test examples by more than the choice of these
 * examples explains: McNemar's exact test ("Note on the sampling error of the difference between
 * correlated proportions", 1947). Only examples that one gets right and the other wrong tell them
 * apart; without a difference each falls to either side like a coin.
 *
 * <pre>{@code
 * McNemar.of(Metrics.of(student, test)).against(Metrics.of(rival, test)).word();
 * }</pre>
 *
 * @param onlyMine examples that only the classifier gets wrong, 0 or more
 * @param onlyOthers examples that only the other one gets wrong, 0 or more
 */
public record McNemar(int onlyMine, int onlyOthers) {

  /**
   * The counts of a comparison.
   *
   * @throws IllegalArgumentException if a count is below 0
   */
  public McNemar {
    if (onlyMine < 0 || onlyOthers < 0) {
      throw new IllegalArgumentException(
          "counts must be at least 0, but were %d and %d".formatted(onlyMine, onlyOthers));
    }
  }

  /**
   * Begins the comparison.
   *
   * @param mine a classifier's metrics
   * @return what still needs its opponent
   */
  public static Mine of(Metrics mine) {
    return new Mine(mine);
  }

  /**
   * A classifier whose opponent is not yet named.
   *
   * @param metrics of the classifier
   */
  public record Mine(Metrics metrics) {

    /**
     * Compares it.
     *
     * @param other another classifier's metrics on the same examples
     * @return the test
     * @throws IllegalArgumentException if the examples are others
     */
    public McNemar against(Metrics other) {
      return new McNemar(metrics.onlyWrong(other), other.onlyWrong(metrics));
    }
  }

  /**
   * How often chance alone would part the counts as far as this, or farther, to either side.
   *
   * @return from 0 to 1
   */
  public double p() {
    int n = onlyMine + onlyOthers;
    int fewer = Math.min(onlyMine, onlyOthers);
    return Math.min(1, 2 * BinomialDistribution.of(n, 0.5).cumulativeProbability(fewer));
  }

  /**
   * The verdict, with a false alarm in at most one of twenty comparisons.
   *
   * @return {@code better}, {@code worse} or {@code no clear difference}
   */
  public String word() {
    return Verdict.word(p(), onlyMine < onlyOthers);
  }

  /** Word and counts. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s (wrong where the other is right: %,d, right where it is wrong: %,d, p = %.3f)",
        word(),
        onlyMine,
        onlyOthers,
        p());
  }
}
