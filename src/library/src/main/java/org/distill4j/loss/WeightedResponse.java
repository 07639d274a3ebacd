package org.distill4j.loss;

import org.distill4j.internal.Ranges;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A loss of logits, multiplied by a weight. */
record WeightedResponse(double weight, ResponseLoss loss) implements ResponseLoss {

  WeightedResponse {
    Ranges.requirePositive("weight", weight);
  }

  @Override
  public Value value(Targets targets, INDArray z) {
    return loss.value(targets, z).times(weight);
  }

  @Override
  public boolean needsLabels() {
    return loss.needsLabels();
  }

  @Override
  public String toString() {
    return Shown.product(weight, loss, loss instanceof ResponseSum);
  }
}
