package org.distill4j.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Whether one method beats another in paired runs, in words that are fixed before anybody looks.
 *
 * <pre>{@code
 * String word = Verdict.lower(distilledErrors).against(errorsAlone);   // a pair for each seed
 * }</pre>
 *
 * <p>{@code better} if it is ahead in every pair, and the mean of the n differences is more than
 * twice its standard error, their standard deviation (with n - 1) divided by the root of n; {@code
 * worse} likewise; else {@code no clear difference}.
 */
public final class Verdict {

  private final double[] mine;
  private final int sign;

  private Verdict(double[] mine, int sign) {
    if (mine.length < 2) {
      throw new IllegalArgumentException("a verdict needs at least 2 runs, but got " + mine.length);
    }
    this.mine = finite(mine.clone());
    this.sign = sign;
  }

  /**
   * Begins the verdict on something of which little is good, such as errors.
   *
   * @param mine what the runs of a method reached, at least 2, finite; not modified
   * @return a verdict that still needs its opponent
   * @throws IllegalArgumentException if there are fewer than 2 runs or one is not finite
   */
  public static Verdict lower(double... mine) {
    return new Verdict(mine, -1);
  }

  /**
   * Begins the verdict on whole numbers of which little is good, such as counts of errors.
   *
   * @param mine what the runs of a method reached, at least 2; not modified
   * @return a verdict that still needs its opponent
   * @throws IllegalArgumentException if there are fewer than 2 runs
   */
  public static Verdict lower(int... mine) {
    return lower(numbers(mine));
  }

  /**
   * Begins the verdict on something of which much is good, such as fidelity.
   *
   * @param mine what the runs of a method reached, at least 2, finite; not modified
   * @return a verdict that still needs its opponent
   * @throws IllegalArgumentException if there are fewer than 2 runs or one is not finite
   */
  public static Verdict higher(double... mine) {
    return new Verdict(mine, 1);
  }

  /**
   * Begins the verdict on whole numbers of which much is good, such as counts of right answers.
   *
   * @param mine what the runs of a method reached, at least 2; not modified
   * @return a verdict that still needs its opponent
   * @throws IllegalArgumentException if there are fewer than 2 runs
   */
  public static Verdict higher(int... mine) {
    return higher(numbers(mine));
  }

  /**
   * Judges the method against another one.
   *
   * @param other what the other method reached in the same pairs, in the same order; not modified
   * @return {@code better}, {@code worse} or {@code no clear difference}
   * @throws IllegalArgumentException if there are more or fewer runs, or one is not finite
   */
  public String against(double... other) {
    int n = mine.length;
    if (other.length != n) {
      throw new IllegalArgumentException(
          "runs are compared in pairs, but there are %d against %d".formatted(n, other.length));
    }
    finite(other);
    double[] gains = IntStream.range(0, n).mapToDouble(i -> sign * (mine[i] - other[i])).toArray();
    double mean = Arrays.stream(gains).average().orElseThrow();
    double squares = Arrays.stream(gains).map(g -> (g - mean) * (g - mean)).sum();
    boolean clear = Math.abs(mean) > 2 * Math.sqrt(squares / (n - 1) / n);
    if (clear && Arrays.stream(gains).allMatch(g -> g > 0)) {
      return "better";
    }
    return clear && Arrays.stream(gains).allMatch(g -> g < 0) ? "worse" : "no clear difference";
  }

  /**
   * As above, for whole numbers.
   *
   * @param other what the other method reached in the same pairs, in the same order; not modified
   * @return {@code better}, {@code worse} or {@code no clear difference}
   * @throws IllegalArgumentException if there are more or fewer runs
   */
  public String against(int... other) {
    return against(numbers(other));
  }

  private static double[] numbers(int[] values) {
    return Arrays.stream(values).asDoubleStream().toArray();
  }

  private static double[] finite(double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("each run must be finite, but one is " + value);
      }
    }
    return values;
  }

  /** How many runs wait for their opponents. */
  @Override
  public String toString() {
    return "a verdict on %d runs, to be given by against()".formatted(mine.length);
  }
}
