package org.distill4j.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class VerdictTest {

  private static final double[] RIVAL = {100, 110, 90, 105, 95};

  @Test
  void fewerErrorsByMoreThanChanceAreBetterAndMoreAreWorse() {
    assertEquals("better", Verdict.lower(80, 88, 75, 81, 77).against(RIVAL).word());
    assertEquals("worse", Verdict.lower(120, 132, 105, 129, 113).against(RIVAL).word());
    int[] counts = {120, 132, 105, 129, 113};
    assertEquals("better", Verdict.lower(80, 88, 75, 81, 77).against(counts).word());
    assertEquals("better", Verdict.higher(counts).against(100, 110, 90, 105, 95).word());
    assertEquals("worse", Verdict.higher(80, 88, 75, 81, 77).against(RIVAL).word());
    assertEquals("better", Verdict.higher(120.5, 132, 105, 129, 113).against(RIVAL).word());
  }

  /**
   * Gains 4, 4, 10: mean 6, standard deviation 3.464, standard error 2, t = 3; limits of a table.
   */
  @Test
  void theLimitIsStudentsOwn() {
    Verdict three = Verdict.lower(96, 106, 80).against(100, 110, 90);
    assertEquals("no clear difference", three.word());
    assertEquals(6, three.gain(), 1e-12);
    assertEquals(6 - 4.3027 * 2, three.interval().low(), 1e-3);
    assertEquals(6 + 4.3027 * 2, three.interval().high(), 1e-3);
    assertEquals(0.0955, three.p(), 1e-4); // Student's t, 2 degrees of freedom, 3.0
    assertEquals(3.182, new StudentT(4).limit(), 1e-3);
    assertEquals(2.776, new StudentT(5).limit(), 1e-3);
    assertEquals(2.262, new StudentT(10).limit(), 1e-3);
  }

  @Test
  void equalGainsShowNoSpreadAndAreJudgedBySign() {
    assertEquals("no clear difference", Verdict.lower(99, 109, 89).against(100, 110, 90).word());
    assertEquals(0.25, Verdict.lower(99, 109, 89).against(100, 110, 90).p());
    assertEquals(
        "better", Verdict.lower(99, 98, 97, 96, 95, 94).against(100, 99, 98, 97, 96, 95).word());
    assertEquals(1, Verdict.lower(RIVAL).against(RIVAL).p());
  }

  @Test
  void saysWhatATrialWithoutPowerWouldMiss() {
    Verdict verdict = Verdict.lower(90, 120, 70, 125, 85).against(RIVAL);
    assertTrue(verdict.power(5) < 0.5);
    assertTrue(
        verdict.expecting(5).startsWith("no clear difference, and no power: a difference of 5 "));
    assertEquals(verdict.toString(), verdict.expecting(1_000));
    assertEquals(0.5, verdict.power(verdict.foundHalfTheTime()), 1e-3);
    assertFalse(verdict.interval().contains(verdict.foundHalfTheTime() * 3));
  }

  @Test
  void showsGainIntervalAndPairs() {
    assertEquals(
        "better by 19.8 (gain 19.8, 95 % interval 15.5 to 24.1, 5 pairs, p = 0.000)",
        Verdict.lower(80, 88, 75, 81, 77).against(RIVAL).toString());
    assertTrue(
        Verdict.lower(96, 106, 80)
            .against(100, 110, 90)
            .toString()
            .matches("no clear difference \\(gain 6, .* would be missed half of the time"));
  }

  @Test
  void leavesItsArraysAlone() {
    double[] mine = {1, 2};
    double[] other = {3, 5};
    Runs runs = Verdict.lower(mine);
    mine[0] = 10;
    assertEquals(2.5, runs.against(other).gain());
    assertArrayEquals(new double[] {3, 5}, other);
  }

  @Test
  void refusesRunsThatMakeNoPairs() {
    assertMessage("a verdict needs at least 2 runs, but got 1", () -> Verdict.lower(1));
    assertMessage(
        "runs are compared in pairs, but there are 2 against 5",
        () -> Verdict.lower(1, 2).against(RIVAL));
    assertMessage("each run must be finite, but one is NaN", () -> Verdict.higher(1, Double.NaN));
    assertMessage(
        "each run must be finite, but one is Infinity",
        () -> Verdict.higher(1, 2).against(1, Double.POSITIVE_INFINITY));
    assertMessage(
        "little is good of the ones and much of the others: they cannot be compared",
        () -> Verdict.lower(1, 2).against(Verdict.higher(1, 2)));
    assertMessage(
        "effect must be above 0 and finite, but was 0.0",
        () -> Verdict.lower(1, 2).against(2, 4).power(0));
  }

  private static void assertMessage(String expected, Executable code) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, code).getMessage());
  }
}
