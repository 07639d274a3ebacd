package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The hint loss, {@code weight / 2 * ||s - t||^2} of each example (FitNets, Romero et al. 2015, <a
 * href="https://arxiv.org/abs/1412.6550">arXiv:1412.6550</a>, equation 3); the gradient is {@code
 * weight * (s - t)}.
 *
 * <p>Targets are the teacher's activations, the output is the student's, through a regressor where
 * the widths differ. The sum over a wide layer is large beside a divergence of logits, so weights
 * are small: about one over the width of the hint.
 *
 * @param weight of this loss beside the others, above 0 and finite
 */
public record HintLoss(double weight) implements BatchLoss {

  /** Checks the weight. */
  public HintLoss {
    Weights.requirePositive("weight", weight);
  }

  @Override
  public Value value(INDArray targets, INDArray output) {
    INDArray difference = output.sub(targets);
    INDArray perExample = difference.mul(difference).sum(true, 1).muli(weight / 2);
    return new Value(perExample, difference.muli(weight));
  }
}
