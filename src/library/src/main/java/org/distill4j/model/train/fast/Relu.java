package org.distill4j.model.train.fast;

import org.distill4j.internal.DirectMemory;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.shape.Shape;

/** The activation of which fast layers keep the result, and not what it was computed from. */
final class Relu {

  /** Cost of one number's backward pass, in multiply-adds of a product. */
  private static final long WORK = 10;

  private Relu() {}

  /** Whether an activation is max(0, z). */
  static boolean is(IActivation activation) {
    return activation instanceof ActivationReLU relu
        && relu.getMax() == null
        && relu.getThreshold() == null
        && relu.getNegativeSlope() == null;
  }

  /** ReLU's derivative can be read off its result, the identity's is 1. */
  static boolean signTellsDerivative(IActivation activation) {
    return is(activation) || activation instanceof ActivationIdentity;
  }

  /**
   * The backward pass, on several cores where that is faster.
   *
   * @param activated what the forward pass gave, of any shape; not modified
   * @param epsilon gradient with respect to it; may be modified
   * @return gradient with respect to the pre-activation
   */
  static INDArray backward(INDArray activated, INDArray epsilon) {
    if (!isDense(activated) || !isDense(epsilon) || activated.ordering() != epsilon.ordering()) {
      return new ActivationReLU().backprop(activated, epsilon).getFirst();
    }
    int length = (int) epsilon.length();
    Cores.divide(
        length, WORK * length, (from, to) -> Columns.backward(activated, epsilon, from, to));
    return epsilon;
  }

  private static boolean isDense(INDArray array) {
    return array.dataType() == DataType.FLOAT
        && DirectMemory.holds(array.length(), DataType.FLOAT)
        && Shape.hasDefaultStridesForShape(array);
  }
}
