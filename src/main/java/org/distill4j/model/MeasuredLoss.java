package org.distill4j.model;

import org.distill4j.loss.BatchLoss;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Remembers the loss that came with the last gradient, since DL4J asks for both separately. */
final class MeasuredLoss implements BatchLoss {

  private static final long serialVersionUID = 1L;

  private final BatchLoss loss;
  private transient @Nullable INDArray lastOutput;
  private double lastSum;

  MeasuredLoss(BatchLoss loss) {
    this.loss = loss;
  }

  @Override
  public Value value(INDArray targets, INDArray output) {
    Value value = loss.value(targets, output);
    lastOutput = output;
    lastSum = value.perExample().sumNumber().doubleValue();
    return value;
  }

  @Override
  public double computeScore(
      INDArray labels,
      INDArray output,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    double sum =
        output == lastOutput
            ? lastSum
            : value(labels, output).perExample().sumNumber().doubleValue();
    lastOutput = null;
    return average ? sum / output.size(0) : sum;
  }
}
