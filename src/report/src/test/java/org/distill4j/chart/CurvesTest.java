package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.distill4j.model.train.Epoch;
import org.distill4j.model.train.History;
import org.junit.jupiter.api.Test;

class CurvesTest {

  private static History run(int epochs, int best, boolean validated) {
    return new History(
        IntStream.rangeClosed(1, epochs).mapToObj(n -> epoch(n, validated)).toList(),
        best,
        false,
        List.of());
  }

  private static Epoch epoch(int number, boolean validated) {
    double accuracy = validated ? 1 - 0.1 / number : Double.NaN;
    return new Epoch(number, 2.0 / number, accuracy, 1, 1e-3, 60, Map.of());
  }

  @Test
  void seriesAreLossesThenAccuraciesInPercent() {
    Map<String, History> runs = new LinkedHashMap<>();
    runs.put("alone", run(2, 2, true));
    runs.put("distilled", run(4, 2, true));
    Figure figure = Pictures.whole(() -> Charts.curves(runs));
    assertEquals(
        List.of(
            "alone, loss",
            "distilled, loss",
            "alone, validation accuracy",
            "distilled, validation accuracy"),
        figure.series().stream().map(Series::name).toList());
    assertEquals(List.of(2.0, 1.0), figure.series().get(0).y());
    assertEquals(List.of(90.0, 95.0), figure.series().get(2).y());
  }

  @Test
  void altTextNamesBothQuantities() {
    assertEquals(
        "Training curves over epochs. Training loss per example: a: 2 at 1 to 0.5 at 4. Validation"
            + " accuracy in %: a: 90 at 1 to 97.5 at 4.",
        Charts.curves(Map.of("a", run(4, 4, true))).alt());
  }

  @Test
  void withoutValidationThereIsTheLossAlone() {
    Figure figure = Pictures.whole(() -> Charts.curves(Map.of("a", run(3, 3, false))));
    assertEquals(1, figure.series().size());
    assertFalse(figure.alt().contains("Validation"));
  }

  @Test
  void anyNumberOfEpochsIsDrawn() {
    for (int epochs : new int[] {1, 2, 3, 40, 500}) {
      Pictures.whole(() -> Charts.curves(Map.of("a", run(epochs, 1, true))));
    }
  }

  @Test
  void refusesRunsWithoutAnEpoch() {
    assertEquals(
        "run 'a' must have at least one finished epoch, but has none",
        assertThrows(
                IllegalArgumentException.class, () -> Charts.curves(Map.of("a", run(0, 0, true))))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> Charts.curves(Map.of()));
  }
}
