package org.distill4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.distill4j.metrics.Metrics;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class McNemarTest {

  /** Ten coins, at most one head: (1 + 10) / 1024, to either side. */
  @Test
  void countsLikeACoin() {
    assertEquals(22 / 1024.0, new McNemar(1, 9).p(), 1e-12);
    assertEquals("better", new McNemar(1, 9).word());
    assertEquals("worse", new McNemar(9, 1).word());
    assertEquals(1, new McNemar(0, 0).p());
    assertEquals("no clear difference", new McNemar(2, 8).word()); // 112 / 1024
  }

  @Test
  void countsExamplesThatOnlyOneGetsWrong() {
    Metrics mine = metrics(0, 1, 1, 0);
    Metrics other = metrics(1, 1, 0, 0);
    // Labels 0, 1, 0, 1: mine is wrong on the last two, the other on the first and the last.
    assertEquals(new McNemar(1, 1), McNemar.of(mine).against(other));
    assertEquals(
        "no clear difference (wrong where the other is right: 1, right where it is wrong: 1,"
            + " p = 1.000)",
        McNemar.of(mine).against(other).toString());
  }

  private static Metrics metrics(int... predicted) {
    double[][] logits = new double[predicted.length][2];
    for (int i = 0; i < predicted.length; i++) {
      logits[i][predicted[i]] = 1;
    }
    return Metrics.of(Nd4j.createFromArray(logits), 0, 1, 0, 1);
  }

  @Test
  void refusesCountsBelowZero() {
    assertEquals(
        "counts must be at least 0, but were -1 and 2",
        assertThrows(IllegalArgumentException.class, () -> new McNemar(-1, 2)).getMessage());
  }
}
