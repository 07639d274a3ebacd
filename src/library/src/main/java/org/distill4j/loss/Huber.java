package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Huber's loss with its bend at 1, entry by entry: {@code x^2 / 2} inside, {@code |x| - 1/2}
 * outside.
 *
 * @param loss of each entry
 * @param derivative of it, x clipped to -1 and 1
 */
record Huber(INDArray loss, INDArray derivative) {

  static Huber of(INDArray difference) {
    INDArray derivative = Nd4j.math().clipByValue(difference, -1, 1);
    return new Huber(derivative.mul(0.5).rsubi(difference).muli(derivative), derivative);
  }
}
