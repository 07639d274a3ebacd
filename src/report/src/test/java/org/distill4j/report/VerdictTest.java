package org.distill4j.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class VerdictTest {

  private static final double[] BASELINE = {100, 110, 90};

  @Test
  void fewerErrorsInEveryPairAreBetterAndMoreAreWorse() {
    assertEquals("better", Verdict.lower(80, 88, 75).against(BASELINE));
    assertEquals("worse", Verdict.lower(120, 132, 105).against(BASELINE));
    assertEquals("better", Verdict.lower(80, 88, 75).against(100, 110, 90));
  }

  @Test
  void whatIsBetterTurnsRoundWhereMuchIsGood() {
    assertEquals("worse", Verdict.higher(80, 88, 75).against(BASELINE));
    assertEquals("better", Verdict.higher(120, 132, 105).against(BASELINE));
    assertEquals("worse", Verdict.higher(80.5, 88.5, 75.5).against(BASELINE));
    int[] counts = {120, 132, 105};
    assertEquals("better", Verdict.higher(counts).against(100, 110, 90));
  }

  @Test
  void onePairThatDisagreesLeavesNoClearDifference() {
    assertEquals("no clear difference", Verdict.lower(50, 60, 91).against(BASELINE));
    assertEquals("no clear difference", Verdict.lower(50, 60, 90).against(BASELINE));
  }

  /** Gains 1, 1, 10: mean 4, standard deviation 5.196, standard error 3. */
  @Test
  void aMeanWithinTwiceItsStandardErrorIsNotClear() {
    assertEquals("no clear difference", Verdict.lower(99, 109, 80).against(BASELINE));
    // Gains 4, 4, 10: mean 6, standard deviation 3.464, standard error 2: three times.
    assertEquals("better", Verdict.lower(96, 106, 80).against(BASELINE));
  }

  @Test
  void equalGainsHaveNoSpreadAndAreClear() {
    assertEquals("better", Verdict.lower(99, 109, 89).against(BASELINE));
    assertEquals("no clear difference", Verdict.lower(BASELINE).against(BASELINE));
  }

  @Test
  void leavesItsArraysAlone() {
    double[] mine = {1, 2};
    double[] other = {3, 5};
    Verdict verdict = Verdict.lower(mine);
    mine[0] = 10;
    assertEquals("better", verdict.against(other));
    assertArrayEquals(new double[] {3, 5}, other);
  }

  @Test
  void refusesRunsThatMakeNoPairs() {
    assertMessage("a verdict needs at least 2 runs, but got 1", () -> Verdict.lower(1));
    assertMessage(
        "runs are compared in pairs, but there are 2 against 3",
        () -> Verdict.lower(1, 2).against(BASELINE));
    assertMessage("each run must be finite, but one is NaN", () -> Verdict.higher(1, Double.NaN));
    assertMessage(
        "each run must be finite, but one is Infinity",
        () -> Verdict.higher(1, 2).against(1, Double.POSITIVE_INFINITY));
  }

  @Test
  void saysThatItWaits() {
    assertEquals("a verdict on 2 runs, to be given by against()", Verdict.lower(1, 2).toString());
  }

  private static void assertMessage(String expected, Executable code) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, code).getMessage());
  }
}
