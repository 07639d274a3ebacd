package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A loss that compares a layer of the student with a hint of the teacher: hints, attention,
 * relations. Value and gradient are as in {@link ResponseLoss}.
 */
public interface FeatureLoss {

  /** What a feature loss compares. */
  enum Compared {
    /** Each number with one number, so that both must be equally wide. */
    ENTRIES,
    /** Relations between examples, whose rows may have any width. */
    RELATIONS,
    /** Maps {@code [B, channels, height, width]} of convolutional layers, of any channels. */
    MAPS
  }

  /**
   * Loss and gradient of a batch.
   *
   * @param teacher what the student should match, {@code [B, h]}, or {@code [B, channels, height,
   *     width]} where maps are compared; not modified
   * @param student the activations of the student's layer, of the same rank; not modified
   * @return loss of each example and gradient of their sum with respect to {@code student}
   */
  Value value(INDArray teacher, INDArray student);

  /**
   * What is compared.
   *
   * @return entries unless overridden
   */
  default Compared compares() {
    return Compared.ENTRIES;
  }

  /**
   * This loss and another one of the same layer: values and gradients are added.
   *
   * @param weight of the other loss, above 0 and finite
   * @param other gets the same activations; compares maps if and only if this one does
   * @return the sum
   */
  default FeatureLoss plus(double weight, FeatureLoss other) {
    return new FeatureSum(this, other.times(weight));
  }

  /**
   * This loss with a weight, as in {@code new HintLoss().times(0.01)}.
   *
   * @param weight by which value and gradient are multiplied, above 0 and finite
   * @return the product
   */
  default FeatureLoss times(double weight) {
    return new WeightedFeature(weight, this);
  }
}
