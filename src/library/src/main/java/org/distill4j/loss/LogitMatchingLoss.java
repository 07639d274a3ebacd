package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Logit matching, {@code 1/2 * ||z - v||^2} of each example: the student regresses on the teacher's
 * logits (Ba and Caruana 2014, <a href="https://arxiv.org/abs/1312.6184">arXiv:1312.6184</a>,
 * equation 1); the gradient is {@code z - v}.
 *
 * <p>The labels are not read. The distillation of Hinton et al. tends to this loss at high
 * temperature, divided by the number of classes and with the mean of each row of logits taken away:
 * this one also asks for the teacher's mean. Alone it needs no weight; beside a cross-entropy, one
 * over the number of classes makes both alike in size.
 */
public record LogitMatchingLoss() implements ResponseLoss {

  @Override
  public Value value(Targets targets, INDArray output) {
    return PerExample.of(targets, output, LogitMatchingLoss::row);
  }

  private static double row(double[] y, double[] v, double[] z, double[] gradient) {
    double loss = 0;
    for (int k = 0; k < z.length; k++) {
      gradient[k] = z[k] - v[k];
      loss += gradient[k] * gradient[k] / 2;
    }
    return loss;
  }

  @Override
  public boolean needsLabels() {
    return false;
  }

  @Override
  public String toString() {
    return Shown.of(this).toString();
  }
}
