package org.distill4j.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.distill4j.data.Dataset;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ByClassTest {

  private static final double EXACT = 1e-15;

  /** Logits of examples that are classified as these classes, of three. */
  private static INDArray predicting(int... classes) {
    INDArray logits = Nd4j.zeros(classes.length, 3);
    for (int i = 0; i < classes.length; i++) {
      logits.putScalar(i, classes[i], 1);
    }
    return logits;
  }

  /** Five cats (four found), three dogs (one found, two taken for cats), no foxes. */
  private static ByClass pets() {
    Dataset pets =
        Dataset.of(
            predicting(0, 0, 0, 0, 2, 1, 0, 0),
            new int[] {0, 0, 0, 0, 0, 1, 1, 1},
            List.of("cat", "guinea pig", "fox"));
    return Metrics.of(x -> x, pets).byClass();
  }

  @Test
  void theMacroAveragesAreThoseOfTheExampleInTheDocumentationOfScikitLearn() {
    // precision_recall_fscore_support: y_true = 0 1 2 0 1 2, y_pred = 0 2 1 0 0 1, macro
    ByClass result = Metrics.of(predicting(0, 2, 1, 0, 0, 1), 0, 1, 2, 0, 1, 2).byClass();
    assertEquals(0.2222222222222222, result.macroPrecision(), EXACT);
    assertEquals(0.3333333333333333, result.macroRecall(), EXACT);
    assertEquals(0.26666666666666666, result.macroF1(), EXACT);
  }

  @Test
  void eachClassHasTheSharesOfAHandComputation() {
    ByClass result = pets();
    assertEquals(4 / 6.0, result.precision(0), EXACT);
    assertEquals(4 / 5.0, result.recall(0), EXACT);
    assertEquals(8 / 11.0, result.f1(0), EXACT);
    assertEquals(1, result.precision(1));
    assertEquals(1 / 3.0, result.recall(1), EXACT);
    assertEquals(1 / 2.0, result.f1(1), EXACT);
    assertEquals((8 / 11.0 + 1 / 2.0) / 3, result.macroF1(), EXACT);
  }

  @Test
  void whatCannotBeDividedIsZero() {
    ByClass result = pets();
    assertEquals(0, result.precision(2));
    assertEquals(0, result.recall(2));
    assertEquals(0, result.f1(2));
    ByClass never = Metrics.of(predicting(0, 0), 0, 1).byClass();
    assertEquals(0, never.precision(1));
  }

  @Test
  void theCountsAreMadeForTheCaller() {
    ByClass result = pets();
    result.counts()[0][0] = 100;
    assertArrayEquals(new int[][] {{4, 0, 1}, {2, 1, 0}, {0, 0, 0}}, result.counts());
  }

  @Test
  void itShowsTheNamesOfTheClasses() {
    assertEquals(
        """
                          cat  guinea pig     fox  precision   recall       F1
        cat                 4           0       1     66.7 %   80.0 %   72.7 %
        guinea pig          2           1       0    100.0 %   33.3 %   50.0 %
        fox                 0           0       0      0.0 %    0.0 %    0.0 %
        macro average                                 55.6 %   37.8 %   40.9 %\
        """,
        pets().toString());
  }

  @Test
  void withoutNamesClassesAreNumbered() {
    assertEquals(
        List.of("class 0", "class 1", "class 2"), Metrics.of(predicting(1), 1).byClass().classes());
  }

  @Test
  void refusesAClassThatIsNotThere() {
    assertEquals(
        "label must be from 0 to 2, but was 3",
        assertThrows(IllegalArgumentException.class, () -> pets().recall(3)).getMessage());
    assertEquals(
        "label must be from 0 to 2, but was -1",
        assertThrows(IllegalArgumentException.class, () -> pets().precision(-1)).getMessage());
  }
}
