package org.distill4j.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.distill4j.Refused;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void everySettingIsKept() {
    assertEquals(
        new Plan(
            5,
            32,
            OptionalDouble.of(0.01),
            Schedule.constant(),
            2,
            true,
            true,
            3,
            9,
            epoch -> {},
            Optional.empty()),
        Plan.epochs(4)
            .withEpochs(5)
            .withBatchSize(32)
            .withLearningRate(0.01)
            .withSchedule(Schedule.constant())
            .withJitter(2)
            .withFlips()
            .keepingBest()
            .withPatience(3)
            .withSeed(9));
    assertEquals(Plan.epochs(4).hashCode(), Plan.epochs(4).onEpoch(epoch -> {}).hashCode());
    assertEquals(Plan.epochs(4), Plan.epochs(4).checkpoint(Path.of("a")));
    assertNotEquals(Plan.epochs(4), Plan.epochs(4).withSeed(1));
  }

  @Test
  void theFolderOfCheckpointsIsKeptByEveryOtherSetting() {
    Plan plan = Plan.epochs(1).checkpoint(Path.of("a"), Duration.ofMinutes(3));
    Optional<Checkpoints> kept = Optional.of(new Checkpoints(Path.of("a"), Duration.ofMinutes(3)));
    assertEquals(kept, plan.checkpoints());
    assertEquals(kept, plan.withEpochs(5).withFlips().onEpoch(epoch -> {}).checkpoints());
    assertEquals(
        "1 epoch in batches of 128, the network's own learning rate falling to 0, seed 0, kept in a"
            + " after each epoch and every PT3M",
        plan.toString());
  }

  @Test
  void aPlanIsSaidInOneLine() {
    assertEquals(
        "4 epochs in batches of 128, the network's own learning rate falling to 0, seed 0",
        Plan.epochs(4).toString());
    assertEquals(
        "1 epoch in batches of 8, learning rate 0.5, moved by up to 2 pixels, best epoch kept, seed"
            + " -1",
        Plan.epochs(1)
            .withBatchSize(8)
            .withLearningRate(0.5)
            .withSchedule(Schedule.constant())
            .withJitter(2)
            .keepingBest()
            .withSeed(-1)
            .toString());
    assertEquals(
        "9 epochs in batches of 128, learning rate 0.5 falling to 0 along a cosine after 5.0 % of"
            + " warm-up, stopped after 2 epochs without gain, seed 0",
        Plan.epochs(9)
            .withLearningRate(0.5)
            .withSchedule(Schedule.cosine().withWarmUp(0.05))
            .withPatience(2)
            .toString());
  }

  @Test
  void wrongSettingsAreRefused() {
    Refused.argument("epochs must be at least 1, but was 0", () -> Plan.epochs(0));
    Refused.argument(
        "batchSize must be at least 1, but was -1", () -> Plan.epochs(1).withBatchSize(-1));
    Refused.argument("jitter must be at least 0, but was -2", () -> Plan.epochs(1).withJitter(-2));
    Refused.argument(
        "patience must be at least 1, but was 0", () -> Plan.epochs(1).withPatience(0));
    Refused.argument(
        "every must be above 0, but was PT0S",
        () -> Plan.epochs(1).checkpoint(Path.of("a"), Duration.ZERO));
    for (double rate : new double[] {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
      Refused.argument(
          "learningRate must be above 0 and finite, but was " + rate,
          () -> Plan.epochs(1).withLearningRate(rate));
    }
  }
}
