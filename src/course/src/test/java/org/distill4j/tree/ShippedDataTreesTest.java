package org.distill4j.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.distill4j.course.Mnist;
import org.distill4j.course.Tables;
import org.distill4j.data.Dataset;
import org.distill4j.distill.TransferSet;
import org.distill4j.metrics.Metrics;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Trees that learn from the shipped data. */
class ShippedDataTreesTest {

  @Test
  void aSoftDecisionTreeLearnsDigits() {
    Dataset digits = Mnist.load().train().head(1_000);
    INDArray said = digits.labels().mul(6);
    SoftDecisionTree tree =
        SoftDecisionTree.depth(4)
            .withEpochs(30)
            .withLearningRate(0.03)
            .withSeed(1)
            .fit(TransferSet.label(digits, x -> said));
    double accuracy = Metrics.of(tree, digits).accuracy();
    assertTrue(accuracy > 0.8, () -> "accuracy " + accuracy);
    assertArrayEquals(new long[] {784, 15}, tree.filters().shape());
    assertEquals(784 * 15 + 15 + 16 * 10, tree.parameters().getAsLong());
    assertEquals("soft decision tree of depth 4: 15 filters of 784 weights, 16 leaves", tree + "");
  }

  @Test
  void aTableIsAskedForItsColumns() {
    Dataset penguins = Tables.penguins();
    INDArray labels = penguins.labels().mul(20);
    String tree = SoftTree.depth(3).fit(TransferSet.label(penguins, x -> labels)).toString();
    assertTrue(tree.startsWith("flipper_length_mm above 206.5?"), tree);
    assertTrue(tree.contains("island is "), tree);
  }

  @Test
  void digitsAreAskedForPixels() {
    Dataset digits = Mnist.load().train().head(1_000);
    INDArray labels = digits.labels().mul(20);
    TransferSet set = TransferSet.label(digits, x -> labels);
    SoftTree tree = SoftTree.depth(6).fit(set);
    double accuracy = Metrics.of(tree, digits).accuracy();
    assertTrue(accuracy > 0.6, () -> "accuracy " + accuracy);
    String first = tree.toString().lines().findFirst().orElseThrow();
    assertTrue(first.matches("row \\d+, column \\d+ above 0\\.\\d+\\?"), first);
  }
}
