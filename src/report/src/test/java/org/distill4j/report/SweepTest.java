package org.distill4j.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.distill4j.chart.Series;
import org.distill4j.data.Dataset;
import org.distill4j.metrics.Metrics;
import org.distill4j.model.network.Classifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import tech.tablesaw.api.Table;

/** Students that make as many errors as the test asks of them. */
class SweepTest {

  private final Dataset validation = examples(100);
  private final Dataset test = examples(50);

  private static Dataset examples(int n) {
    return Dataset.of(Nd4j.arange(n).reshape(n, 1), new int[n], List.of("right", "wrong"));
  }

  /** Answers the first examples wrongly. */
  private static Trained wrongOn(double errors, long looks) {
    Classifier model =
        features -> {
          INDArray logits = Nd4j.zeros(features.rows(), 2);
          for (int i = 0; i < features.rows(); i++) {
            logits.putScalar(i, features.getDouble(i, 0) < errors ? 1 : 0, 1);
          }
          return logits;
        };
    return new Trained(model, looks);
  }

  private Sweep sweep(double... temperatures) {
    return Sweep.over("temperature", temperatures)
        .run(
            validation,
            (setting, seed) -> wrongOn(10 + seed + Math.abs(setting.value("temperature") - 4), 700),
            1,
            2);
  }

  @Test
  void choosesOnValidationAndLooksAtTheTestOnce() {
    Sweep sweep = sweep(1, 2, 4, 8);
    assertEquals(4, sweep.best().value("temperature"));
    assertArrayEquals(new double[] {11, 12}, sweep.scores(sweep.best()));
    assertArrayEquals(new double[] {11, 12}, sweep.test(test).values());
    assertArrayEquals(new double[] {11, 12}, sweep.test(test).values());
    assertEquals(
        "the test is looked at once, and 50 other examples were it",
        assertThrows(IllegalStateException.class, () -> sweep.test(examples(60))).getMessage());
    assertEquals(
        "best: temperature 4, validation errors 11.5; 4 fields, 2 seeds, 5,600 looks at an example",
        sweep.toString());
  }

  @Test
  void refusesABestOnTheEdgeOfTheGrid() {
    Sweep sweep = sweep(1, 2, 4);
    String edge = "the best temperature, 4, lies on the edge of the grid (1 to 4): widen the grid";
    assertEquals(edge, assertThrows(IllegalStateException.class, sweep::best).getMessage());
    assertThrows(IllegalStateException.class, () -> sweep.test(test));
    assertEquals(List.of(edge), sweep.edges());
    assertEquals(4, sweep.lowest().value("temperature"));
    assertTrue(sweep.toString().startsWith("lowest: temperature 4, but " + edge));
    assertEquals("ON THE EDGE: widen the grid", sweep.table().column(4).getString(2));
    assertTrue(sweep.table().name().endsWith("BEST ON THE EDGE"));
  }

  @Test
  void anEndWithNothingBeyondIsNoEdge() {
    Sweep sweep =
        Sweep.over("soft weight", 0, 0.5, 1)
            .limits(0, 1)
            .run(validation, (setting, seed) -> wrongOn(5 - setting.value("soft weight"), 1), 1, 2);
    assertEquals(1, sweep.best().value("soft weight"));
    refused(
        "limits of soft weight must be its lowest or highest value, 0 or 1, but one was 0.5",
        () -> Sweep.over("soft weight", 0, 0.5, 1).limits(0.5));
  }

  @Test
  void requiresEqualBudgetsOrAReason() {
    Grid grid = Sweep.over("epochs", 1, 2, 3);
    Grid.Experiment longer = (setting, seed) -> wrongOn(3, (long) (100 * setting.value("epochs")));
    assertEquals(
        "budgets must be equal, but epochs 2 took 200 looks and the first field 100;"
            + " unequalBudgets() allows it with a reason",
        assertThrows(IllegalStateException.class, () -> grid.run(validation, longer, 1))
            .getMessage());
    Sweep sweep = grid.unequalBudgets("epochs are what is tried").run(validation, longer, 1);
    assertEquals(600, sweep.looks());
    assertTrue(sweep.table().name().contains("unequal budgets: epochs are what is tried"));
  }

  @Test
  void showsTwoSettingsAsTableMapAndLines() {
    Sweep sweep =
        Sweep.over("weight", 0.25, 0.5, 1)
            .and("temperature", 8, 1, 4)
            .run(
                validation,
                (setting, seed) ->
                    wrongOn(seed + 10 * setting.value("weight") + setting.value("temperature"), 9),
                0,
                2);
    Table table = sweep.table();
    assertEquals(9, table.rowCount());
    assertEquals("4", table.stringColumn("temperature").get(1)); // ascending
    List<Series> rows = sweep.map().draw().series();
    assertEquals(List.of("0.25", "0.5", "1"), rows.stream().map(Series::name).toList());
    assertEquals(List.of(5.0, 8.0, 12.0), rows.get(0).y());
    List<Series> lines = sweep.lines().yardstick("labels", 20, 22).draw().series();
    assertEquals("temperature 1", lines.get(0).name());
    assertEquals(List.of(5.0, 7.0, 12.0), lines.get(0).y());
    assertEquals("labels", lines.get(3).name());
    assertEquals(List.of(21.0, 21.0), lines.get(3).y());
    assertEquals(List.of(0.25, 1.0), lines.get(3).x());
  }

  @Test
  void mayChooseByAnotherMeasure() {
    Sweep sweep =
        Sweep.over("temperature", 1, 2, 3)
            .by("NLL", Metrics::nll)
            .run(validation, (setting, seed) -> wrongOn(setting.value("temperature"), 1), 1);
    assertTrue(sweep.table().name().startsWith("Validation NLL, one seed"));
    assertEquals(Math.log(1 + Math.exp(-1)) + 0.01, sweep.scores(sweep.lowest())[0], 1e-6);
  }

  @Test
  void refusesGridsThatAreNone() {
    refused(
        "temperature must have at least 2 values, finite and all different, but they were [1.0]",
        () -> Sweep.over("temperature", 1));
    refused(
        "every setting must have a name of its own, but 't' is taken",
        () -> Sweep.over("t", 1, 2).and("t", 1, 2));
    refused(
        "no setting may have the name of another column of the table, as 'looks' is",
        () -> Sweep.over("looks", 1, 2));
    refused(
        "seeds must be at least one number, all different, but were []",
        () -> Sweep.over("t", 1, 2).run(validation, (setting, seed) -> wrongOn(1, 1)));
    refused(
        "there is no setting 'x'; the sweep has [temperature]",
        () -> sweep(1, 4, 8).best().value("x"));
    refused("looks must be at least 1, but were 0", () -> wrongOn(1, 0));
  }

  private static void refused(String expected, Executable code) {
    assertEquals(expected, assertThrows(IllegalArgumentException.class, code).getMessage());
  }
}
