package org.distill4j.loss;

import java.util.Arrays;
import org.distill4j.internal.Ranges;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Label smoothing (LS): the cross-entropy with {@code (1 - share) * y + share / C} (Szegedy et al.
 * 2016, <a href="https://arxiv.org/abs/1512.00567">arXiv:1512.00567</a>, section 7); the gradient
 * is {@code softmax(z) - (1 - share) * y - share / C}.
 *
 * <p>The baseline of every distillation: softer targets without a teacher, alike for all examples.
 * The paper's share is 0.1. Some programs spread the share over the wrong classes only, which is
 * this loss with a share larger by the factor {@code C / (C - 1)}. The teacher's logits are not
 * read.
 *
 * @param share of the probability that is spread over all classes, from 0 to 1
 */
public record LabelSmoothingLoss(double share) implements ResponseLoss {

  /** Checks the share. */
  public LabelSmoothingLoss {
    Ranges.requireFraction("share", share);
  }

  @Override
  public Value value(Targets targets, INDArray output) {
    return PerExample.of(
        targets,
        output,
        (y, v, z, gradient) -> {
          double[] smoothed =
              Arrays.stream(y).map(label -> (1 - share) * label + share / y.length).toArray();
          return CrossEntropyLoss.row(smoothed, z, gradient);
        });
  }

  @Override
  public String toString() {
    return Shown.of(this).with("share", share).toString();
  }
}
