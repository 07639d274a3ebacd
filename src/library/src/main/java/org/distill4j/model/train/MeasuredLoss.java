package org.distill4j.model.train;

import java.util.Arrays;
import org.distill4j.loss.FeatureLoss;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.loss.Targets;
import org.distill4j.loss.Value;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A loss of this library as one of DL4J's. It remembers the value that came with the last gradient,
 * since DL4J asks for both separately.
 */
final class MeasuredLoss implements ILossFunction {

  private static final long serialVersionUID = 1L;

  /** Value and gradient from one array of targets, which is all that DL4J passes on. */
  private interface Loss {
    Value value(INDArray targets, INDArray output);
  }

  @SuppressWarnings("serial") // it is never written: a student is saved without its loss
  private final Loss loss;

  private final String name;
  private transient @Nullable INDArray lastOutput;
  private double lastSum;

  private MeasuredLoss(Loss loss, String name) {
    this.loss = loss;
    this.name = name;
  }

  static MeasuredLoss of(ResponseLoss loss) {
    return new MeasuredLoss((both, z) -> loss.value(unpack(both), z), loss.toString());
  }

  static MeasuredLoss of(FeatureLoss loss) {
    return new MeasuredLoss(loss::value, loss.toString());
  }

  /** Labels and teacher's logits side by side, {@code [B, 2C]}. */
  static INDArray pack(Targets targets) {
    INDArray labels = targets.labels().castTo(targets.teacherLogits().dataType());
    return Nd4j.hstack(labels, targets.teacherLogits());
  }

  private static Targets unpack(INDArray both) {
    long classes = both.size(1) / 2;
    return new Targets(
        both.get(NDArrayIndex.all(), NDArrayIndex.interval(0, classes)), // [B, C]
        both.get(NDArrayIndex.all(), NDArrayIndex.interval(classes, 2 * classes))); // [B, C]
  }

  private Value value(INDArray targets, INDArray output) {
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
                  name,
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

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray output, IActivation activation, @Nullable INDArray mask) {
    return value(labels, output).perExample();
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
