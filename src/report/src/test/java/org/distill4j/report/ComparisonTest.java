package org.distill4j.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.distill4j.data.Dataset;
import org.distill4j.metrics.Contract;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.network.Sized;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import tech.tablesaw.api.Table;

class ComparisonTest {

  private static final Dataset TEST =
      Dataset.of(
          Nd4j.create(new float[][] {{2, 0}, {0, 2}, {3, 0}, {0, 1}}),
          new int[] {0, 1, 0, 0},
          List.of("left", "right"));

  private static final Classifier TEACHER = x -> x;
  private static final Classifier OPPOSITE = INDArray::neg;
  private static final Classifier COUNTED =
      new Counted(
          OptionalLong.of(1_234_567), OptionalLong.of(4_938_268), OptionalLong.of(1_230_000));

  private record Counted(OptionalLong parameters, OptionalLong bytes, OptionalLong multiplyAdds)
      implements Classifier, Sized {
    @Override
    public INDArray logits(INDArray features) {
      return features.mul(2);
    }
  }

  @Test
  void everyClassifierIsARowAndTheTeacherTheFirst() {
    Table table =
        Comparison.on(TEST)
            .add("sized", COUNTED)
            .against(TEACHER)
            .add("opposite", OPPOSITE)
            .table();
    assertEquals("4 test examples", table.name());
    assertEquals(
        List.of(
            "model",
            "accuracy",
            "errors",
            "fidelity",
            "KL (nats)",
            "NLL (nats)",
            "Brier",
            "ECE",
            "parameters",
            "bytes",
            "multiply-adds",
            "ms for 1",
            "ms for 1,000"),
        table.columnNames());
    assertEquals(List.of("teacher", "sized", "opposite"), table.stringColumn("model").asList());
    assertEquals(List.of(0.75, 0.75, 0.25), table.doubleColumn("accuracy").asList());
    assertEquals(List.of(1L, 1L, 3L), table.longColumn("errors").asList());
    assertEquals(List.of(1.0, 1.0, 0.0), table.doubleColumn("fidelity").asList());
    assertEquals(0, table.doubleColumn("KL (nats)").get(0));
    assertTrue(table.doubleColumn("KL (nats)").get(1) > 0);
  }

  @Test
  void sizesAreMissingForWhatIsNoNetwork() {
    Counted sized = new Counted(OptionalLong.of(1), OptionalLong.of(2), OptionalLong.of(3));
    Table table = Comparison.on(TEST).against(TEACHER).add("sized", sized).table();
    for (String column : List.of("parameters", "bytes", "multiply-adds")) {
      assertTrue(table.longColumn(column).isMissing(0), column);
    }
    assertEquals(1, table.longColumn("parameters").get(1));
    assertEquals(2, table.longColumn("bytes").get(1));
    assertEquals(3, table.longColumn("multiply-adds").get(1));
  }

  @Test
  void fidelityAndDivergenceAreMissingWithoutATeacher() {
    Table table = Comparison.on(TEST).add("alone", OPPOSITE).table();
    assertTrue(table.doubleColumn("fidelity").isMissing(0));
    assertTrue(table.doubleColumn("KL (nats)").isMissing(0));
    assertFalse(table.doubleColumn("NLL (nats)").isMissing(0));
  }

  @Test
  void latenciesAreOfOneAndOfAThousandExamples() {
    AtomicLong ones = new AtomicLong();
    AtomicLong thousands = new AtomicLong();
    Classifier counting =
        x -> {
          (x.size(0) == 1 ? ones : thousands).incrementAndGet();
          assertTrue(x.size(0) == 1 || x.size(0) == 4 || x.size(0) == 1_000);
          return x;
        };
    Table table = Comparison.on(TEST).add("counting", counting).table();
    assertTrue(table.doubleColumn("ms for 1").get(0) > 0);
    assertTrue(table.doubleColumn("ms for 1,000").get(0) > 0);
    assertTrue(ones.get() >= 10, "warm-up and measurement");
    assertTrue(thousands.get() >= 11, "warm-up, measurement and metrics");
  }

  @Test
  void theTextIsReadable() {
    String text = Comparison.on(TEST).against(TEACHER).add("sized", COUNTED).toString();
    assertTrue(text.contains("75.00%"), text);
    assertTrue(text.contains("1,234,567"), text);
    assertTrue(text.contains("0.0000"), text);
    assertFalse(text.contains("NaN"), text);
  }

  @Test
  void theMetricsOfARowCanBeAskedFor() {
    Comparison comparison = Comparison.on(TEST).against(TEACHER).add("opposite", OPPOSITE);
    assertEquals(3, comparison.metrics("opposite").errors());
    assertSame(comparison.metrics("teacher"), comparison.metrics("teacher"));
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> comparison.metrics("oposite"));
    assertEquals(
        "there is no row 'oposite'; the rows are [teacher, opposite]", refusal.getMessage());
  }

  @Test
  void aContractIsAColumnAndAReport() {
    Contract contract = Contract.of(TEACHER).accuracyWithin(0.1).fidelityAtLeast(1);
    Comparison comparison =
        Comparison.on(TEST)
            .add("before", OPPOSITE)
            .under(contract)
            .against(TEACHER)
            .add("sized", COUNTED)
            .add("opposite", OPPOSITE);
    assertEquals(
        List.of("", "", "kept", "broken: accuracy, fidelity"),
        comparison.table().stringColumn("contract").asList());
    assertEquals(
        contract.check(OPPOSITE, TEST).toString(), comparison.outcome("opposite").toString());
    assertEquals(
        "the row 'teacher' is under no contract",
        assertThrows(IllegalArgumentException.class, () -> comparison.outcome("teacher"))
            .getMessage());
  }

  @Test
  void namesAreUniqueAndTheTeacherIsOne() {
    Comparison comparison = Comparison.on(TEST).against(TEACHER).add("opposite", OPPOSITE);
    assertEquals(
        "every row must have a name of its own, but 'opposite' is taken",
        assertThrows(IllegalArgumentException.class, () -> comparison.add("opposite", OPPOSITE))
            .getMessage());
    assertEquals(
        "a comparison has one teacher, and this one has it already",
        assertThrows(IllegalStateException.class, () -> comparison.against(TEACHER)).getMessage());
  }

  @Test
  void anEmptyComparisonIsATableWithoutRows() {
    assertEquals(0, Comparison.on(TEST).table().rowCount());
  }

  @Test
  void anUnlabelledTestSetIsRefused() {
    Comparison comparison = Comparison.on(TEST.withoutLabels());
    assertThrows(IllegalStateException.class, () -> comparison.add("opposite", OPPOSITE));
  }
}
