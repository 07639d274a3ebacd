package org.distill4j.model.train;

import java.util.Arrays;
import java.util.function.Function;
import org.distill4j.loss.Value;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A loss as DL4J wants it. DL4J asks for gradient and score one after the other, and this class
 * answers both from one look at the batch. What the output is compared with does not go through
 * DL4J, which knows one array of labels for each output: it is set before each batch.
 */
final class MeasuredLoss implements ILossFunction {

  private static final long serialVersionUID = 1L;

  private final String name;
  private transient @Nullable Function<INDArray, Value> judge;

  /** Sum of the batch's losses, once they were asked for; the value itself dies with its memory. */
  private transient @Nullable Double sum;

  /**
   * A loss that nothing was set for yet.
   *
   * @param name for messages
   */
  MeasuredLoss(String name) {
    this.name = name;
  }

  /**
   * Starts a new batch.
   *
   * @param ofBatch gives loss and gradient for the batch's output
   */
  void set(Function<INDArray, Value> ofBatch) {
    judge = ofBatch;
    sum = null;
  }

  /** The sum of the losses of the last batch; NaN before the first. */
  double sum() {
    return sum == null ? Double.NaN : sum;
  }

  private Value value(INDArray output) {
    Value value = judge.apply(output);
    requireShapes(value, output);
    sum = Arrays.stream(value.perExample().toDoubleVector()).sum();
    return value;
  }

  private void requireShapes(Value found, INDArray output) {
    if (!found.gradient().equalShapes(output) || found.perExample().length() != output.size(0)) {
      throw new IllegalArgumentException(
          "for an output %s the loss %s must give one number for each example and a gradient of the same shape, but gave %s and %s"
              .formatted(
                  Arrays.toString(output.shape()),
                  name,
                  Arrays.toString(found.perExample().shape()),
                  Arrays.toString(found.gradient().shape())));
    }
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray output, IActivation activation, @Nullable INDArray mask) {
    return value(output).gradient().castTo(output.dataType());
  }

  @Override
  public double computeScore(
      INDArray labels,
      INDArray output,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    if (sum == null) {
      value(output);
    }
    return average ? sum / output.size(0) : sum;
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray output, IActivation activation, @Nullable INDArray mask) {
    return value(output).perExample();
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray output,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    INDArray gradient = computeGradient(labels, output, activation, mask);
    return Pair.of(computeScore(labels, output, activation, mask, average), gradient);
  }

  @Override
  public String name() {
    return name;
  }
}
