package org.distill4j.model;

import java.util.Arrays;
import org.distill4j.loss.BatchLoss;
import org.distill4j.loss.Value;
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
    requireShapes(value, output);
    lastOutput = output;
    lastSum = Arrays.stream(value.perExample().toDoubleVector()).sum();
    return new Value(value.perExample(), value.gradient().castTo(output.dataType()));
  }

  private void requireShapes(Value value, INDArray output) {
    if (!value.gradient().equalShapes(output) || value.perExample().length() != output.size(0)) {
      throw new IllegalArgumentException(
          "for an output %s the loss %s must give one number for each example and a gradient of the same shape, but gave %s and %s"
              .formatted(
                  Arrays.toString(output.shape()),
                  loss.name(),
                  Arrays.toString(value.perExample().shape()),
                  Arrays.toString(value.gradient().shape())));
    }
  }

  /** The gradient alone: the score, which DL4J asks for next, is known by then. */
  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray output, IActivation activation, @Nullable INDArray mask) {
    return value(labels, output).gradient();
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
