package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.distill4j.data.ImageShape;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WeightImagesTest {

  private static final ImageShape SHAPE = ImageShape.gray(2, 2);
  private static final List<String> AB = List.of("a", "b");

  private static INDArray weights() {
    return Nd4j.create(new double[][] {{1, -4}, {2, 0}, {0, 0.5}, {-1, 0}});
  }

  @Test
  void seriesAreTheColumns() {
    Figure figure = Pictures.whole(() -> Charts.weights(weights(), AB, SHAPE));
    assertEquals(AB, figure.series().stream().map(Series::name).toList());
    assertEquals(List.of(-4.0, 0.0, 0.5, 0.0), figure.series().get(1).y());
  }

  @Test
  void altTextSaysWhatTheColoursMean() {
    assertEquals(
        "Weights of a linear classifier, one image for each of the classes a, b; the colours go from"
            + " vermillion at -4, against the class, through white at 0 to blue at 4, for it.",
        Charts.weights(weights(), AB, SHAPE).alt());
  }

  @Test
  void filtersSayWhereTheySendAnExample() {
    Figure figure =
        Pictures.whole(() -> Charts.filters(weights(), List.of("root\nright", "node 2"), SHAPE));
    assertEquals(List.of(1.0, 2.0, 0.0, -1.0), figure.series().get(0).y());
    assertEquals(
        "Filters of a soft decision tree, one image for each of root right, node 2; the colours go"
            + " from vermillion at -4, towards the left, through white at 0 to blue at 4, towards the"
            + " right.",
        figure.alt());
  }

  @Test
  void untrainedWeightsOfZeroAreDrawn() {
    Pictures.whole(() -> Charts.weights(Nd4j.zeros(784, 2), AB, ImageShape.gray(28, 28)));
  }

  @Test
  void refusesWeightsThatDoNotFit() {
    assertEquals(
        "weights must have shape [4, 2], a column of pixels for each class, but have shape [2, 4]",
        assertThrows(
                IllegalArgumentException.class,
                () -> Charts.weights(weights().transpose(), AB, SHAPE))
            .getMessage());
    assertEquals(
        "weights must have shape [4, 3], a column of pixels for each name, but have shape [4, 2]",
        assertThrows(
                IllegalArgumentException.class,
                () -> Charts.filters(weights(), List.of("a", "b", "c"), SHAPE))
            .getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () -> Charts.weights(Nd4j.ones(3, 2), AB, ImageShape.color(1, 1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> Charts.weights(weights().putScalar(0, 0, Double.NaN), AB, SHAPE));
  }
}
