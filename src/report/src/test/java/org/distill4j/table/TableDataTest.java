package org.distill4j.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.distill4j.data.Attribute;
import org.distill4j.data.Dataset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import tech.tablesaw.api.BooleanColumn;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class TableDataTest {

  private static Table people() {
    return Table.create(
        "people",
        IntColumn.create("age", new int[] {31, -45, 7}),
        DoubleColumn.create("height", new double[] {1.5, 1e-3, 2}),
        StringColumn.create("job", "nurse", "cook", "nurse"),
        BooleanColumn.create("likes", true, false, true));
  }

  private static TableData named(Table table) {
    return TableData.of(table).numbers("height", "age").categories("job").label("likes");
  }

  @Test
  void columnsOfEveryTypeBecomeFeaturesAndClasses() {
    Dataset set = named(people()).dataset();
    assertEquals(
        Nd4j.create(new float[][] {{1.5f, 31, 0, 1}, {1e-3f, -45, 1, 0}, {2, 7, 0, 1}}),
        set.features());
    assertEquals(List.of("false", "true"), set.classes());
    assertEquals(Nd4j.create(new float[][] {{0, 1}, {1, 0}, {0, 1}}), set.labels());
    assertEquals("[height, age, job [cook, nurse]]", set.attributes().toString());
  }

  @Test
  void aTableBecomesADataSetAndATableAgain() {
    Dataset set = named(people()).dataset();
    Table table = TableData.table(set, "likes");
    assertEquals(List.of("height", "age", "job", "likes"), table.columnNames());
    assertEquals(List.of("nurse", "cook", "nurse"), table.stringColumn("job").asList());
    assertEquals(List.of(31f, -45f, 7f), table.floatColumn("age").asList());
    assertEquals(List.of("true", "false", "true"), table.stringColumn("likes").asList());
    Dataset again = named(table).dataset();
    assertEquals(set.features(), again.features());
    assertEquals(set.labels(), again.labels());
    assertEquals(set.attributes(), again.attributes());
  }

  @Test
  void anUnlabelledSetBecomesATableWithoutALabel() {
    Dataset one = Dataset.unlabelled(Nd4j.create(new float[][] {{3}, {4}}), List.of("a", "b"));
    Table table = TableData.table(one, "label");
    assertEquals(List.of("x0"), table.columnNames());
    assertEquals(List.of(3f, 4f), table.floatColumn("x0").asList());
  }

  @Test
  void anotherTableIsReadLikeTheFirst() {
    Dataset train = named(people()).dataset();
    Table other = people().where(people().intColumn("age").isEqualTo(7));
    Dataset test = TableData.of(other).like(train).label("likes").dataset();
    assertEquals(Nd4j.create(new float[][] {{2, 7, 0, 1}}), test.features());
    assertEquals(train.classes(), test.classes());
    assertFalse(TableData.of(other).like(train).dataset().labelled());
  }

  @Test
  void missingValuesAreRefusedOrDropped() {
    Table table = people();
    table.intColumn("age").setMissing(1);
    assertRefused(
        "table people: expected a value for age in row 2, but found a missing value, ''",
        named(table));
    Dataset rest = TableData.of(table).numbers("age").classes("a", "b").dropMissing().dataset();
    assertEquals(Nd4j.create(new float[][] {{31}, {7}}), rest.features());
  }

  @Test
  void refusesATableThatIsNotAsNamed() {
    assertRefused(
        "table people: expected columns [Age], but found only [age, height, job, likes]",
        TableData.of(people()).numbers("Age").label("likes"));
    assertRefused(
        "table people: expected a finite number for job in row 1, but found 'nurse'",
        TableData.of(people()).numbers("job").label("likes"));
    assertRefused(
        "table people: expected at least one row, but found none", named(people().emptyCopy()));
  }

  @Test
  void refusesToMakeATableOfWhatIsNoCategory() {
    Dataset half =
        Dataset.unlabelled(Nd4j.create(new float[][] {{0, 1}, {0.5f, 0.5f}}), List.of("a", "b"))
            .withAttributes(List.of(new Attribute("job", List.of("cook", "nurse"))));
    assertEquals(
        "the features of category 'job' must be one 1 and otherwise 0, but those of an example are"
            + " [0.5, 0.5]",
        assertThrows(IllegalArgumentException.class, () -> TableData.table(half, "label"))
            .getMessage());
  }

  private static void assertRefused(String text, TableData settings) {
    assertEquals(
        text, assertThrows(IllegalArgumentException.class, settings::dataset).getMessage());
  }
}
