package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Two losses of the same logits, values and gradients added. */
record ResponseSum(ResponseLoss first, ResponseLoss second) implements ResponseLoss {

  @Override
  public Value value(Targets targets, INDArray z) {
    return first.value(targets, z).plus(second.value(targets, z));
  }

  @Override
  public boolean needsLabels() {
    return first.needsLabels() || second.needsLabels();
  }

  @Override
  public String toString() {
    return first + " + " + second;
  }
}
