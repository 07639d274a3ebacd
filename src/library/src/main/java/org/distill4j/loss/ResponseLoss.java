package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A loss that judges the student's logits: a value and its gradient, side by side.
 *
 * <p>The gradient is that of the <em>sum</em> over the examples; training divides by the batch size
 * itself, exactly once. A loss that is a mean over pairs of examples must therefore be multiplied
 * by the batch size.
 */
public interface ResponseLoss {

  /**
   * Loss and gradient of a batch.
   *
   * @param targets labels and teacher's logits, {@code [B, C]} each; not modified
   * @param z the student's logits, {@code [B, C]}; not modified
   * @return loss of each example and gradient of their sum, in the type of {@code z}
   */
  Value value(Targets targets, INDArray z);

  /**
   * Whether the loss reads hard labels, so that unlabelled examples are refused. A loss of the
   * teacher's logits alone overrides this with false.
   *
   * @return true unless overridden
   */
  default boolean needsLabels() {
    return true;
  }

  /**
   * This loss and another one of the same logits, as in {@code new CrossEntropyLoss().plus(0.9,
   * DistLoss.at(1))}: values and gradients are added.
   *
   * @param weight of the other loss, above 0 and finite
   * @param other gets the same targets and the same logits
   * @return the sum
   */
  default ResponseLoss plus(double weight, ResponseLoss other) {
    return new ResponseSum(this, other.times(weight));
  }

  /**
   * This loss with a weight.
   *
   * @param weight by which value and gradient are multiplied, above 0 and finite
   * @return the product
   */
  default ResponseLoss times(double weight) {
    return new WeightedResponse(weight, this);
  }
}
