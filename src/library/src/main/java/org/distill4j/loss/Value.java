package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a loss makes of a batch.
 *
 * @param perExample loss of each example, {@code [B, 1]}
 * @param gradient gradient of the <em>sum</em> of all losses with respect to the student's numbers,
 *     in their shape
 */
public record Value(INDArray perExample, INDArray gradient) {

  /**
   * The mean over the batch, which is what training reports.
   *
   * @return mean loss per example
   */
  public double mean() {
    return perExample.sumNumber().doubleValue() / perExample.size(0);
  }

  Value plus(Value other) {
    return new Value(perExample.add(other.perExample), gradient.add(other.gradient));
  }

  Value times(double weight) {
    return new Value(perExample.mul(weight), gradient.mul(weight));
  }

  @Override
  public String toString() {
    return String.format("mean loss %.6f of %d examples", mean(), perExample.size(0));
  }
}
