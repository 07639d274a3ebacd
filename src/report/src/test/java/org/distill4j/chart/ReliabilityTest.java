package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.distill4j.metrics.Metrics;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class ReliabilityTest {

  /** Three examples at a confidence of 0.6, two of them right, and one at 0.99, right. */
  private static Metrics metrics() {
    double low = Math.log(1.5);
    double[][] logits = {{low, 0}, {low, 0}, {low, 0}, {0, Math.log(99)}};
    return Metrics.of(Nd4j.create(logits), 0, 0, 1, 1);
  }

  @Test
  void seriesAreAccuracyAgainstConfidence() {
    Series series =
        Pictures.whole(() -> Charts.reliability(Map.of("a", metrics()))).series().get(0);
    assertEquals("a", series.name());
    assertEquals(List.of(2.0 / 3, 1.0), series.y());
    assertEquals(0.6, series.x().get(0), 1e-9);
    assertEquals(0.99, series.x().get(1), 1e-9);
  }

  @Test
  void altTextGivesCalibrationAndTheSurestExamples() {
    assertEquals(
        "Reliability diagram, accuracy against confidence. a: ECE 0.0525 over 4 examples; 1 of them"
            + " have a confidence above 0.93, and of those 100 % are right.",
        Charts.reliability(Map.of("a", metrics())).alt());
  }

  @Test
  void fourModelsFitSideBySide() {
    Map<String, Metrics> models = new LinkedHashMap<>();
    for (String name : List.of("teacher", "alone", "distilled", "tree")) {
      models.put(name, metrics());
      Pictures.whole(() -> Charts.reliability(models));
    }
  }

  @Test
  void refusesNoneAndMoreThanFour() {
    assertThrows(IllegalArgumentException.class, () -> Charts.reliability(Map.of()));
    Metrics m = metrics();
    assertEquals(
        "models must be from 1 to 4, but are 5",
        assertThrows(
                IllegalArgumentException.class,
                () -> Charts.reliability(Map.of("a", m, "b", m, "c", m, "d", m, "e", m)))
            .getMessage());
  }
}
