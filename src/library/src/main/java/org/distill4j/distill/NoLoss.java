package org.distill4j.distill;

import org.distill4j.loss.ResponseLoss;
import org.distill4j.loss.Targets;
import org.distill4j.loss.Value;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Judges nothing: value and gradient are 0. */
record NoLoss() implements ResponseLoss {

  @Override
  public Value value(Targets targets, INDArray output) {
    return new Value(output.getColumn(0, true).like(), output.like()); // [B, 1] and [B, C]
  }

  @Override
  public boolean needsLabels() {
    return false;
  }

  @Override
  public String toString() {
    return "hints only";
  }
}
