package org.distill4j.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import tech.tablesaw.api.Table;

class TrialsTest {

  private final Trials trials =
      Trials.lower()
          .run("labels", seed -> 100 + 10 * seed)
          .run("taught", seed -> 60 + 10 * seed + seed % 2)
          .run("odd", seed -> 100 + 10 * seed + (seed % 2 == 0 ? 5 : -4));

  @Test
  void runsEachMethodOnceWithEachSeed() {
    List<Long> seen = new ArrayList<>();
    Trials counted =
        Trials.higher(3, 9)
            .run(
                "one",
                seed -> {
                  seen.add(seed);
                  return seed;
                });
    counted.runs("one");
    assertEquals(6, counted.mean("one"));
    assertEquals(List.of(3L, 9L), seen);
    assertArrayEquals(new double[] {110, 120, 130, 140, 150}, trials.runs("labels").values());
  }

  @Test
  void judgesPairsOfTheSameSeed() {
    assertEquals("better", trials.verdict("taught").against("labels").word());
    assertEquals("worse", trials.verdict("labels").against("taught").word());
    assertEquals("no clear difference", trials.verdict("odd").against("labels").word());
    assertEquals(5, trials.verdict("odd").against("labels").pairs());
    Trials two = Trials.paired(seed -> seed + seed % 2, seed -> seed + 30, 1, 2, 3, 4);
    assertEquals("better", two.verdict().word());
  }

  @Test
  void judgesWhatIsReadTogetherTogether() {
    double alone = trials.verdict("taught").against("labels").p();
    assertEquals(2 * alone, trials.verdicts("labels").get("taught").p(), 1e-15);
    assertEquals(List.of("taught", "odd"), List.copyOf(trials.verdicts("labels").keySet()));
    assertTrue(trials.verdicts("labels").get("odd").toString().contains("one of 2 verdicts"));
  }

  @Test
  void showsTheTrialsAsATable() {
    Table table = trials.table("labels");
    assertEquals("5 pairs each, verdicts judged together", table.name());
    assertEquals(
        List.of("method", "mean", "gain", "95 % interval", "against labels"), table.columnNames());
    assertEquals("", table.stringColumn("gain").get(0));
    assertEquals("better", table.stringColumn("against labels").get(1));
    assertTrue(trials.toString().startsWith("labels: mean 130 of [110, 120, 130, 140, 150]\n"));
  }

  @Test
  void refusesTrialsThatMakeNoPairs() {
    refused("seeds must be at least 2 different numbers, but were [1]", () -> Trials.lower(1));
    refused(
        "seeds must be at least 2 different numbers, but were [1, 1]", () -> Trials.lower(1, 1));
    refused(
        "the last seed must be above the first, but they were 2 and 1", () -> Trials.seeds(2, 1));
    refused(
        "every method must have a name of its own, but 'odd' is taken",
        () -> trials.run("odd", seed -> 1));
    refused(
        "there is no method 'x'; the methods are [labels, taught, odd]", () -> trials.runs("x"));
    refused(
        "there is no method besides 'a'", () -> Trials.lower().run("a", seed -> 1).verdicts("a"));
    assertEquals(
        "one verdict needs 2 methods, but there are 3: use verdicts()",
        assertThrows(IllegalStateException.class, trials::verdict).getMessage());
  }

  private static void refused(String expected, Executable code) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, code).getMessage());
  }
}
