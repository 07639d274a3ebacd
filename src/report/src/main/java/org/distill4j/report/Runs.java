package org.distill4j.report;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What the runs of one method reached, one number for each seed, and whether little or much of it
 * is good.
 *
 * <pre>{@code
 * Verdict verdict = Runs.lower(distilledErrors).against(Runs.lower(errorsAlone));
 * }</pre>
 */
public final class Runs {

  private final double[] values;
  private final boolean lower;

  private Runs(double[] values, boolean lower) {
    this.values = finite(values.clone());
    this.lower = lower;
  }

  /**
   * Runs of which little is good, such as errors.
   *
   * @param values at least 2, finite; not modified
   * @return the runs
   * @throws IllegalArgumentException if there are fewer than 2 or one is not finite
   */
  public static Runs lower(double... values) {
    return new Runs(values, true);
  }

  /**
   * Runs of which much is good, such as fidelity.
   *
   * @param values at least 2, finite; not modified
   * @return the runs
   * @throws IllegalArgumentException if there are fewer than 2 or one is not finite
   */
  public static Runs higher(double... values) {
    return new Runs(values, false);
  }

  static Runs of(double[] values, boolean lower) {
    return new Runs(values, lower);
  }

  private static double[] finite(double[] values) {
    if (values.length < 2) {
      throw new IllegalArgumentException(
          "a verdict needs at least 2 runs, but got " + values.length);
    }
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("each run must be finite, but one is " + value);
      }
    }
    return values;
  }

  /**
   * Judges these runs against those of another method.
   *
   * @param other what the other method reached with the same seeds, in the same order
   * @return the verdict on these runs
   * @throws IllegalArgumentException if there are more or fewer, or little is good of the ones and
   *     much of the others
   */
  public Verdict against(Runs other) {
    if (other.lower != lower) {
      throw new IllegalArgumentException(
          "little is good of the ones and much of the others: they cannot be compared");
    }
    return against(other.values);
  }

  /**
   * Judges these runs against those of another method.
   *
   * @param other what the other method reached with the same seeds, in the same order; not modified
   * @return the verdict on these runs
   * @throws IllegalArgumentException if there are more or fewer, or one is not finite
   */
  public Verdict against(double... other) {
    return Verdict.of(gains(other));
  }

  /**
   * Judges these runs against whole numbers, such as counts of errors.
   *
   * @param other what the other method reached with the same seeds, in the same order; not modified
   * @return the verdict on these runs
   * @throws IllegalArgumentException if there are more or fewer
   */
  public Verdict against(int... other) {
    return against(Arrays.stream(other).asDoubleStream().toArray());
  }

  /**
   * By how much each run is ahead of its partner.
   *
   * @param other what another method reached with the same seeds, in the same order; not modified
   * @return a new array; above 0 where these runs are the better ones
   * @throws IllegalArgumentException if there are more or fewer, or one is not finite
   */
  public double[] gains(double... other) {
    if (other.length != values.length) {
      throw new IllegalArgumentException(
          "runs are compared in pairs, but there are %d against %d"
              .formatted(values.length, other.length));
    }
    finite(other);
    return IntStream.range(0, values.length)
        .mapToDouble(i -> lower ? other[i] - values[i] : values[i] - other[i])
        .toArray();
  }

  /**
   * The numbers.
   *
   * @return a new array, one for each seed
   */
  public double[] values() {
    return values.clone();
  }

  /**
   * Their mean.
   *
   * @return the mean
   */
  public double mean() {
    return Arrays.stream(values).average().orElseThrow();
  }

  /** The mean, and each run. */
  @Override
  public String toString() {
    return "mean %s of %s"
        .formatted(Decimals.of(mean()), Arrays.stream(values).mapToObj(Decimals::of).toList());
  }
}
