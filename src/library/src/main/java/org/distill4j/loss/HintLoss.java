package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The hint loss of FitNets, {@code 1/2 * ||s - t||^2} of each example (Romero et al. 2015, <a
 * href="https://arxiv.org/abs/1412.6550">arXiv:1412.6550</a>, equation 3); the gradient is {@code s
 * - t}.
 *
 * <p>The student's activations come through a regressor where the widths differ. The sum over a
 * wide layer is large beside a divergence of logits, so weights are small, about one over the width
 * of the hint: {@code new HintLoss().times(0.01)}.
 */
public record HintLoss() implements FeatureLoss {

  @Override
  public Value value(INDArray teacher, INDArray student) {
    INDArray difference = student.sub(teacher.castTo(student.dataType())); // [B, h]
    INDArray perExample = difference.mul(difference).sum(true, 1).muli(0.5); // [B, 1]
    return new Value(perExample, difference);
  }

  @Override
  public String toString() {
    return Shown.of(this).toString();
  }
}
