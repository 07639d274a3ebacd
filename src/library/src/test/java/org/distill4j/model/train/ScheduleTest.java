package org.distill4j.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.distill4j.Refused;
import org.junit.jupiter.api.Test;

class ScheduleTest {

  @Test
  void aLinearRateFallsInEqualStepsToZeroAndStaysThere() {
    PlannedRate rate = new PlannedRate(0.4, Schedule.linear(), 4);
    assertEquals(0.4, rate.valueAt(0, 0));
    assertEquals(0.3, rate.valueAt(1, 0), 1e-15);
    assertEquals(0.1, rate.valueAt(3, 9), 1e-15);
    assertEquals(0, rate.valueAt(4, 0));
    assertEquals(0, rate.valueAt(5, 0));
  }

  @Test
  void aCosineFallsSlowlyAtFirstAndAtLast() {
    Schedule cosine = Schedule.cosine();
    assertEquals(1, cosine.factor(0, 100));
    assertEquals(Math.pow(Math.cos(Math.PI / 8), 2), cosine.factor(25, 100), 1e-15);
    assertEquals(0.5, cosine.factor(50, 100), 1e-15);
    assertEquals(0, cosine.factor(100, 100), 1e-15);
    assertEquals(0, cosine.factor(101, 100), 1e-15);
  }

  @Test
  void aConstantRateStays() {
    assertEquals(1, Schedule.constant().factor(0, 3));
    assertEquals(1, Schedule.constant().factor(3, 3));
  }

  @Test
  void warmUpRisesInEqualStepsToWhereTheScheduleBegins() {
    Schedule schedule = Schedule.linear().withWarmUp(0.3);
    assertEquals(0.25, schedule.factor(0, 10));
    assertEquals(0.75, schedule.factor(2, 10));
    assertEquals(1, schedule.factor(3, 10));
    assertEquals(1 / 7.0, schedule.factor(9, 10), 1e-15);
    for (int step = 0; step < 10; step++) {
      assertTrue(schedule.factor(step, 10) > 0, "no step is lost");
    }
  }

  @Test
  void aRunOfOneStepTakesIt() {
    assertEquals(1, Schedule.linear().withWarmUp(0.3).factor(0, 1));
  }

  @Test
  void wrongSharesAreRefused() {
    for (double share : new double[] {-0.1, 1, Double.NaN}) {
      Refused.argument(
          "warmUp must be from 0 to below 1, but was " + share,
          () -> Schedule.linear().withWarmUp(share));
    }
  }
}
