package org.distill4j.report;

import java.util.Arrays;
import java.util.Locale;
import org.distill4j.internal.Ranges;

/**
 * Whether one method beats another in paired runs, in words that are fixed before anybody looks.
 *
 * <pre>{@code
 * Verdict verdict = Verdict.lower(distilledErrors).against(errorsAlone);   // a pair for each seed
 * verdict.word();                                                          // "better"
 * }</pre>
 *
 * <p>The rule is Student's paired t ("The probable error of a mean", 1908): {@code better} if the
 * mean of the n differences is above 0 and its 95 % interval leaves 0 out, {@code worse} likewise
 * below; else {@code no clear difference}. Where nothing is there, at most one verdict in twenty is
 * another one. It speaks of new seeds on the same test examples; {@link McNemar} speaks of new
 * examples. Verdicts that are read together are judged together, see {@link Trials#verdicts}.
 */
public final class Verdict {

  /** How often a difference is called clear, at most, where there is none. */
  public static final double FALSE_ALARMS = 0.05;

  private final double gain;
  private final double standardError;
  private final StudentT t;
  private final double p;
  private final int family;

  private Verdict(double gain, double standardError, StudentT t, double p, int family) {
    this.gain = gain;
    this.standardError = standardError;
    this.t = t;
    this.p = p;
    this.family = family;
  }

  /**
   * Begins the verdict on something of which little is good, such as errors.
   *
   * @param mine what the runs of a method reached, at least 2, finite; not modified
   * @return runs that still need their opponents
   * @throws IllegalArgumentException if there are fewer than 2 runs or one is not finite
   */
  public static Runs lower(double... mine) {
    return Runs.lower(mine);
  }

  /**
   * Begins the verdict on whole numbers of which little is good, such as counts of errors.
   *
   * @param mine what the runs of a method reached, at least 2; not modified
   * @return runs that still need their opponents
   * @throws IllegalArgumentException if there are fewer than 2 runs
   */
  public static Runs lower(int... mine) {
    return Runs.lower(Arrays.stream(mine).asDoubleStream().toArray());
  }

  /**
   * Begins the verdict on something of which much is good, such as fidelity.
   *
   * @param mine what the runs of a method reached, at least 2, finite; not modified
   * @return runs that still need their opponents
   * @throws IllegalArgumentException if there are fewer than 2 runs or one is not finite
   */
  public static Runs higher(double... mine) {
    return Runs.higher(mine);
  }

  /**
   * Begins the verdict on whole numbers of which much is good, such as counts of right answers.
   *
   * @param mine what the runs of a method reached, at least 2; not modified
   * @return runs that still need their opponents
   * @throws IllegalArgumentException if there are fewer than 2 runs
   */
  public static Runs higher(int... mine) {
    return Runs.higher(Arrays.stream(mine).asDoubleStream().toArray());
  }

  static Verdict of(double[] gains) {
    int n = gains.length;
    double mean = Arrays.stream(gains).average().orElseThrow();
    double squares = Arrays.stream(gains).map(g -> (g - mean) * (g - mean)).sum();
    double standardError = Math.sqrt(squares / (n - 1) / n);
    StudentT t = new StudentT(n);
    // Equal differences show no spread, so t knows nothing: the sign test, one chance in 2^(n-1).
    double p = standardError > 0 ? t.p(mean / standardError) : mean == 0 ? 1 : Math.pow(2, 1 - n);
    return new Verdict(mean, standardError, t, p, 1);
  }

  /** The same runs, judged as one of several, with the p that Holm's correction leaves. */
  Verdict among(int verdicts, double corrected) {
    return new Verdict(gain, standardError, t, corrected, verdicts);
  }

  /**
   * The verdict in the words that were fixed.
   *
   * @return {@code better}, {@code worse} or {@code no clear difference}
   */
  public String word() {
    return word(p, gain > 0);
  }

  static String word(double p, boolean ahead) {
    if (p > FALSE_ALARMS) {
      return "no clear difference";
    }
    return ahead ? "better" : "worse";
  }

  /**
   * Whether the word is {@code better}.
   *
   * @return whether the method is ahead by more than chance explains
   */
  public boolean better() {
    return word().equals("better");
  }

  /**
   * Whether the word is {@code worse}.
   *
   * @return whether the method is behind by more than chance explains
   */
  public boolean worse() {
    return word().equals("worse");
  }

  /**
   * By how much the method is ahead.
   *
   * @return the mean of the differences; below 0 if it is behind
   */
  public double gain() {
    return gain;
  }

  /**
   * Where the gain lies with 95 % confidence, this comparison taken alone.
   *
   * @return the interval, in the unit of the runs
   */
  public Interval interval() {
    double half = t.limit() * standardError;
    return new Interval(gain - half, gain + half);
  }

  /**
   * How many pairs of runs it rests on.
   *
   * @return at least 2
   */
  public int pairs() {
    return t.pairs();
  }

  /**
   * How often chance alone would make a difference of this size or more, to either side; for one of
   * several verdicts, as Holm (1979) corrects it.
   *
   * @return from 0 to 1
   */
  public double p() {
    return p;
  }

  /**
   * How often a trial of so many pairs, with the spread that these had, finds a true difference, if
   * it is judged alone.
   *
   * @param effect the true difference, in the unit of the runs, above 0
   * @return the power, from 0.05 to 1; below one half the trial is more likely to miss it
   * @throws IllegalArgumentException if the effect is not above 0 and finite
   */
  public double power(double effect) {
    Ranges.requirePositive("effect", effect);
    return standardError > 0 ? t.power(effect / standardError) : 1;
  }

  /**
   * The smallest true difference that such a trial would find half of the time: where nothing is
   * clear, only larger ones are unlikely to be there.
   *
   * @return in the unit of the runs, 0 or more
   */
  public double foundHalfTheTime() {
    return standardError * t.foundHalfTheTime();
  }

  /**
   * The verdict, and whether the trial was able to find an effect that would matter.
   *
   * @param effect a difference that would matter, in the unit of the runs, above 0
   * @return such as {@code no clear difference, and no power: a difference of 50 would be missed 8
   *     times in 10}
   * @throws IllegalArgumentException if the effect is not above 0 and finite
   */
  public String expecting(double effect) {
    double power = power(effect);
    if (better() || worse() || power >= 0.5) {
      return toString();
    }
    return "no clear difference, and no power: a difference of %s would be missed %.0f times in 10"
        .formatted(Decimals.of(effect), 10 * (1 - power));
  }

  /** Word, gain, interval and number of pairs. */
  @Override
  public String toString() {
    String ahead = better() || worse() ? word() + " by " + Decimals.of(Math.abs(gain)) : word();
    String together = family == 1 ? "" : ", one of %d verdicts judged together".formatted(family);
    return String.format(
        Locale.ROOT,
        "%s (gain %s, 95 %% interval %s, %d pairs, p = %.3f%s)%s",
        ahead,
        Decimals.of(gain),
        interval(),
        pairs(),
        p,
        together,
        better() || worse()
            ? ""
            : "; a difference of %s would be missed half of the time"
                .formatted(Decimals.of(foundHalfTheTime())));
  }
}
