package org.distill4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.distill4j.Refused;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void everySettingIsKept() {
    assertEquals(
        new Plan(5, 32, 0.01, false, 2, true, true, 9),
        Plan.epochs(4)
            .withEpochs(5)
            .withBatchSize(32)
            .withLearningRate(0.01)
            .withConstantRate()
            .withJitter(2)
            .withFlips()
            .keepingBest()
            .withSeed(9));
    assertEquals(new Plan(4, 128, Double.NaN, true, 0, false, false, 0), Plan.epochs(4));
  }

  @Test
  void aPlanIsSaidInOneLine() {
    assertEquals(
        "4 epochs in batches of 128, the network's own learning rate falling to 0, seed 0",
        Plan.epochs(4).toString());
    assertEquals(
        "1 epoch in batches of 8, learning rate 0.5, moved by up to 2 pixels, best epoch kept, seed"
            + " -1",
        new Plan(1, 8, 0.5, false, 2, false, true, -1).toString());
  }

  @Test
  void wrongSettingsAreRefused() {
    Refused.argument("epochs must be at least 1, but was 0", () -> Plan.epochs(0));
    Refused.argument(
        "batchSize must be at least 1, but was -1", () -> Plan.epochs(1).withBatchSize(-1));
    Refused.argument("jitter must be at least 0, but was -2", () -> Plan.epochs(1).withJitter(-2));
    for (double rate : new double[] {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      Refused.argument(
          "learningRate must be above 0 and finite, but was " + rate,
          () -> Plan.epochs(1).withLearningRate(rate));
    }
  }
}
