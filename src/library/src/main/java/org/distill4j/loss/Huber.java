package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Huber's loss with its bend at 1, entry by entry: {@code x^2 / 2} inside, {@code |x| - 1/2}
 * outside.
 *
 * @param loss of each entry
 * @param slope its derivative, x clipped to -1 and 1
 */
record Huber(INDArray loss, INDArray slope) {

  static Huber of(INDArray difference) {
    INDArray slope = Nd4j.math().clipByValue(difference, -1, 1);
    return new Huber(slope.mul(0.5).rsubi(difference).muli(slope), slope);
  }
}
