package org.distill4j.loss;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * A loss as a value and its gradient, side by side.
 *
 * <p>Write {@link #value}; everything that DL4J asks of a loss function follows from it. The
 * gradient is that of the <em>sum</em> over the examples, because DL4J divides by the batch size
 * itself, exactly once. A loss that is a mean over pairs of examples must therefore be multiplied
 * by the batch size.
 */
public interface BatchLoss extends ILossFunction, ResponseLoss, FeatureLoss {

  @Override
  default Value value(Targets targets, INDArray z) {
    return value(SoftTargets.pack(targets.labels(), targets.teacherLogits()), z);
  }

  @Override
  default Compared compares() {
    return comparesMaps()
        ? Compared.MAPS
        : comparesEntries() ? Compared.ENTRIES : Compared.RELATIONS;
  }

  /**
   * Loss and gradient of a batch.
   *
   * @param targets what the student should match, {@code [B, ...]}; not modified
   * @param output the student's output before any activation (its logits, or the activations of a
   *     matched layer), {@code [B, d]}; not modified
   * @return loss of each example and gradient of their sum
   */
  @Override
  Value value(INDArray targets, INDArray output);

  /**
   * Whether each number of the output is compared with one number of the targets, so that both must
   * be equally wide. A loss on relations between examples overrides this with false.
   *
   * @return true unless overridden
   */
  default boolean comparesEntries() {
    return true;
  }

  /**
   * Whether the loss compares maps {@code [B, channels, height, width]} of convolutional layers,
   * and so gets targets and output of that shape; others get each example's numbers in one row.
   *
   * @return false unless overridden
   */
  default boolean comparesMaps() {
    return false;
  }

  /**
   * Whether the loss reads hard labels, so that unlabelled examples are refused. A loss of the
   * teacher's logits alone overrides this with false.
   *
   * @return true unless overridden
   */
  @Override
  default boolean needsLabels() {
    return true;
  }

  /**
   * This loss and another one of the same output, as in {@code new CrossEntropyLoss().plus(0.9, new
   * DistLoss(1, 1, 1))}: values and gradients are added.
   *
   * @param weight of the other loss, above 0 and finite
   * @param other gets the same targets and the same output
   * @return the sum
   */
  default BatchLoss plus(double weight, BatchLoss other) {
    return new WeightedSum(this, weight, other);
  }

  @Override
  default Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    Value value = value(labels, preOutput);
    INDArray perExample = mask == null ? value.perExample() : value.perExample().mul(mask);
    INDArray gradient = mask == null ? value.gradient() : value.gradient().mulColumnVector(mask);
    double sum = perExample.sumNumber().doubleValue();
    return Pair.of(average ? sum / perExample.size(0) : sum, gradient);
  }

  @Override
  default double computeScore(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask, boolean average) {
    return computeGradientAndScore(labels, preOutput, activation, mask, average).getFirst();
  }

  @Override
  default INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    INDArray perExample = value(labels, preOutput).perExample();
    return mask == null ? perExample : perExample.mul(mask);
  }

  @Override
  default INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
    return computeGradientAndScore(labels, preOutput, activation, mask, false).getSecond();
  }

  @Override
  default String name() {
    return getClass().getSimpleName();
  }
}
