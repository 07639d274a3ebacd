package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.distill4j.data.ImageShape;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class FilterTreeTest {

  private static final ImageShape SHAPE = ImageShape.gray(2, 2);
  private static final List<String> LEAVES = List.of("3", "7", "1", "0");

  private static INDArray filters() {
    return Nd4j.create(new double[][] {{1, -4, 0.01}, {2, 0, 0}, {0, 0.5, 0}, {-1, 0, -0.01}});
  }

  @Test
  void seriesAreTheFilters() {
    Figure figure = Pictures.whole(() -> Charts.filterTree(filters(), LEAVES, SHAPE));
    assertEquals(
        List.of("node 0", "node 1", "node 2"), figure.series().stream().map(Series::name).toList());
    assertEquals(List.of(-4.0, 0.0, 0.5, 0.0), figure.series().get(1).y());
  }

  @Test
  void leavesAreNamedFromLeftToRight() {
    assertEquals(
        "A soft decision tree: 3 filters as images, and below them the leaves, from left to right:"
            + " 3, 7, 1, 0.",
        Charts.filterTree(filters(), LEAVES, SHAPE).alt());
  }

  @Test
  void aPaleFilterIsDrawnAsStrongAsTheOthers() {
    Figure weak = Charts.filterTree(filters(), LEAVES, SHAPE);
    INDArray loud = filters();
    loud.getColumn(2).muli(100);
    Figure strong = Charts.filterTree(loud, LEAVES, SHAPE);
    assertArrayEquals(weak.png(), strong.png());
    loud.putScalar(0, 2, -1);
    byte[] other = Charts.filterTree(loud, LEAVES, SHAPE).png();
    assertFalse(Arrays.equals(weak.png(), other));
  }

  @Test
  void fourLevelsOfDigitsFitThePage() {
    Pictures.whole(
        () ->
            Charts.filterTree(
                Nd4j.linspace(-1, 1, 784 * 15).reshape(784, 15),
                Collections.nCopies(16, "8"),
                ImageShape.gray(28, 28)));
  }

  @Test
  void refusesWhatIsNoTree() {
    assertEquals(
        "leaves must be 2, 4, 8 or 16 names, but there are 3",
        assertThrows(
                IllegalArgumentException.class,
                () -> Charts.filterTree(filters(), List.of("a", "b", "c"), SHAPE))
            .getMessage());
    assertEquals(
        "weights must have shape [4, 1], a column of pixels for each inner node, but have shape [4,"
            + " 3]",
        assertThrows(
                IllegalArgumentException.class,
                () -> Charts.filterTree(filters(), List.of("a", "b"), SHAPE))
            .getMessage());
  }
}
