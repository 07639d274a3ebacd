package org.distill4j.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class AdaptiveAveragePoolingTest {

  private static INDArray maps(long seed, long... shape) {
    long pixels = LongStream.of(shape).reduce(1, (a, b) -> a * b);
    double[] numbers = new Random(seed).doubles(pixels).toArray();
    return Nd4j.createFromArray(numbers).reshape('c', shape);
  }

  @Test
  void cellsThatFitAreMeansOfBlocks() {
    INDArray maps = maps(1, 2, 3, 4, 6);
    INDArray expected = maps.reshape('c', 2, 3, 2, 2, 3, 2).mean(3, 5);
    assertTrue(expected.equalsWithEps(AdaptiveAveragePooling.of(maps, 2, 3), 1e-12));
  }

  @Test
  void aPixelThatTwoCellsShareCountsInBoth() {
    INDArray row = Nd4j.createFromArray(1.0, 2, 3, 4, 5).reshape(1, 1, 1, 5);
    assertEquals(
        Nd4j.createFromArray(2.0, 4.0).reshape(1, 1, 1, 2),
        AdaptiveAveragePooling.of(row, 1, 2)); // 1-3, 3-5
  }

  @Test
  void mapsOfTheRightSizeStayAsTheyAre() {
    INDArray maps = maps(1, 2, 3, 4, 6);
    assertSame(maps, AdaptiveAveragePooling.of(maps, 4, 6));
    assertSame(maps, AdaptiveAveragePooling.backward(maps, maps));
  }

  @Test
  void attentionBetweenMapsOfTwoSizesHasTheRightGradient() {
    for (FeatureLoss loss :
        List.of(AttentionLoss.ofPaper().times(2), AttentionLoss.meanOfSquares().times(3))) {
      INDArray small = maps(2, 3, 2, 2, 3);
      INDArray large = maps(3, 3, 4, 5, 7);
      assertTrue(GradientCheck.worstError(loss, small, large) < 1e-6);
      assertTrue(GradientCheck.worstError(loss, large, small) < 1e-6);
    }
  }

  @Test
  void attentionComparesTheMeans() {
    INDArray small = maps(2, 3, 2, 2, 3);
    INDArray large = maps(3, 3, 4, 4, 6);
    AttentionLoss loss = AttentionLoss.ofPaper();
    assertEquals(
        loss.value(small, large.reshape('c', 3, 4, 2, 2, 3, 2).mean(3, 5)).mean(),
        loss.value(small, large).mean(),
        1e-12);
  }
}
