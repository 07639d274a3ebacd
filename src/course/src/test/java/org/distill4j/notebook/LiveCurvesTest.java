package org.distill4j.notebook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.distill4j.chart.Charts;
import org.distill4j.model.train.Epoch;
import org.distill4j.model.train.History;
import org.junit.jupiter.api.Test;

class LiveCurvesTest {

  private final Shown shown = new Shown();
  private final LiveCurves curves = new LiveCurves("student", shown);

  private static Epoch epoch(int number) {
    return new Epoch(number, 1.0 / number, 0.9, 1, 1e-3, 60, Map.of());
  }

  @Test
  void onePictureGrowsAndItsLastStateStays() {
    for (int number = 1; number <= 3; number++) {
      curves.accept(epoch(number));
    }
    assertEquals(1, shown.displayed.size());
    assertEquals(List.of("id 1", "id 1"), shown.updatedIds);
    assertNotEquals(shown.updates.get(0), shown.updates.get(1));
    History whole = new History(List.of(epoch(1), epoch(2), epoch(3)), 3, false, List.of());
    assertEquals(Bundle.of(Charts.curves(Map.of("student", whole))), shown.updates.get(1));
    String html = shown.updates.get(1).get(Bundle.HTML);
    assertTrue(html.startsWith("<img alt=\"Training curves"), html);
    Sanitized.requireSafe(html);
  }

  @Test
  void anotherTrainingByTheSamePlanHasAPictureOfItsOwn() {
    curves.accept(epoch(1));
    curves.accept(epoch(2));
    curves.accept(epoch(1));
    assertEquals(2, shown.displayed.size());
    assertEquals(shown.displayed.get(0), shown.displayed.get(1));
  }

  @Test
  void aTrainingThatGoesOnBeginsWithItsEpoch() {
    curves.accept(epoch(7));
    curves.accept(epoch(8));
    assertTrue(shown.updates.get(0).get(Bundle.TEXT).contains("8"), shown.updates.toString());
  }
}
