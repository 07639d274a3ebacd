package org.distill4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Trials in which nothing is there, simulated: how often a verdict says that something is. */
class FalseAlarmsTest {

  private static final int DRAWS = 20_000;

  /** 0.05, and four standard errors of a share of 20,000 draws, as more than twenty are tested. */
  private static final double MOST = 0.05 + 4 * Math.sqrt(0.05 * 0.95 / DRAWS);

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5, 6, 7, 8, 9, 10})
  void atMostOneVerdictInTwentyIsAFalseAlarm(int pairs) {
    double rate = rate(pairs, random -> 300 + 15 * random.nextGaussian(), new Random(pairs));
    assertTrue(rate <= MOST, () -> "false alarms: " + rate);
    assertTrue(rate >= 0.1 - MOST, () -> "the rule gives power away: " + rate);
  }

  /** A count of 1 to 1,000 errors, where many pairs are equal or differ by one. */
  @ParameterizedTest
  @CsvSource({"3, 1", "3, 4", "5, 1", "5, 4", "5, 30", "8, 1", "8, 4", "10, 2", "10, 1000"})
  void countsOfErrorsRaiseNoMoreFalseAlarms(int pairs, double mean) {
    double rate = rate(pairs, random -> poisson(mean, random), new Random(7));
    assertTrue(rate <= MOST, () -> "false alarms: " + rate);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 8})
  void severalVerdictsTogetherRaiseOneInAtMostOneOfTwentyTables(int pairs) {
    Random random = new Random(11);
    int alarms = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] rival = draw(pairs, Random::nextGaussian, random);
      List<Verdict> verdicts = new ArrayList<>();
      for (int k = 0; k < 6; k++) {
        verdicts.add(Verdict.lower(draw(pairs, Random::nextGaussian, random)).against(rival));
      }
      alarms += Holm.correct(verdicts).stream().anyMatch(v -> v.better() || v.worse()) ? 1 : 0;
    }
    double rate = (double) alarms / DRAWS;
    assertTrue(rate <= MOST, () -> "tables with a false alarm: " + rate);
  }

  /** A true difference of so many standard errors, found as often as the power says. */
  @ParameterizedTest
  @CsvSource({"3, 2", "3, 5", "5, 1", "5, 3", "10, 2.5"})
  void aTrueDifferenceIsFoundAsOftenAsThePowerSays(int pairs, double effect) {
    Random random = new Random(13);
    int found = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      double[] gains = draw(pairs, r -> effect / Math.sqrt(pairs) + r.nextGaussian(), random);
      Verdict verdict = Verdict.of(gains);
      found += verdict.better() || verdict.worse() ? 1 : 0;
    }
    assertEquals((double) found / DRAWS, new StudentT(pairs).power(effect), 0.012);
  }

  private static double rate(int pairs, ToDoubleFunction<Random> run, Random random) {
    int alarms = 0;
    for (int draw = 0; draw < DRAWS; draw++) {
      Verdict verdict = Verdict.lower(draw(pairs, run, random)).against(draw(pairs, run, random));
      alarms += verdict.better() || verdict.worse() ? 1 : 0;
    }
    return (double) alarms / DRAWS;
  }

  private static double[] draw(int pairs, ToDoubleFunction<Random> run, Random random) {
    double[] values = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      values[i] = run.applyAsDouble(random);
    }
    return values;
  }

  /** Knuth's way, in parts of 100 so that no exponential vanishes. */
  private static double poisson(double mean, Random random) {
    double count = 0;
    for (double left = mean; left > 0; left -= 100) {
      double limit = Math.exp(-Math.min(left, 100));
      for (double p = random.nextDouble(); p > limit; p *= random.nextDouble()) {
        count++;
      }
    }
    return count;
  }
}
