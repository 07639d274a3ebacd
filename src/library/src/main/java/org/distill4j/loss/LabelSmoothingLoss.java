package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Label smoothing: the cross-entropy with {@code (1 - share) * y + share / C} (Szegedy et al. 2016,
 * <a href="https://arxiv.org/abs/1512.00567">arXiv:1512.00567</a>, section 7); the gradient is
 * {@code softmax(z) - (1 - share) * y - share / C}.
 *
 * <p>The baseline of every distillation: softer targets without a teacher, alike for all examples.
 * The paper's share is 0.1. Some programs spread the share over the wrong classes only, which is
 * this loss with a share larger by the factor {@code C / (C - 1)}.
 *
 * <p>Targets are {@link SoftTargets#pack packed}, {@code [B, 2C]}, or labels alone, {@code [B, C]};
 * the teacher's logits are not read.
 *
 * @param share of the probability that is spread over all classes, from 0 to 1
 */
public record LabelSmoothingLoss(double share) implements BatchLoss {

  /** Checks the share. */
  public LabelSmoothingLoss {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException("share must be from 0 to 1, but was " + share);
    }
  }

  @Override
  public Value value(INDArray targets, INDArray output) {
    INDArray y = CrossEntropyLoss.labels(targets, output);
    INDArray smoothed = y.mul(1 - share).addi(share / output.size(1));
    return new CrossEntropyLoss().value(smoothed, output);
  }
}
