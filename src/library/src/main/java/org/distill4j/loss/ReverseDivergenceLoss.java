package org.distill4j.loss;

import org.distill4j.internal.RowSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The divergence the other way round, reverse KL (RKL): {@code T^2 * KL(softmax(z/T) ||
 * softmax(v/T))}, from the student's to the teacher's distribution (MiniLLM, Gu et al. 2024, <a
 * href="https://arxiv.org/abs/2306.08543">arXiv:2306.08543</a>, equation 1). With the student's
 * softened q and the teacher's p, the gradient is {@code T * q_k * (log(q_k / p_k) - KL)}.
 *
 * <p>It punishes what the student believes and the teacher does not, so a student too small for all
 * of the teacher's beliefs settles on the main one, where {@link SoftTargetLoss} would spread. As a
 * loss of its own that is a choice; in place of Hinton's it is a mistake. Its weight is that of the
 * soft part there: 0.9 beside a cross-entropy of 0.1. The labels are not read.
 */
public final class ReverseDivergenceLoss implements ResponseLoss {

  private final double temperature;

  private ReverseDivergenceLoss(double temperature) {
    SoftTargets.requireTemperature(temperature);
    this.temperature = temperature;
  }

  /**
   * The loss at a temperature.
   *
   * @param temperature of both softmaxes, above 0 and finite
   * @return the loss
   */
  public static ReverseDivergenceLoss at(double temperature) {
    return new ReverseDivergenceLoss(temperature);
  }

  @Override
  public Value value(Targets targets, INDArray output) {
    return PerExample.of(targets, output, this::row);
  }

  private double row(double[] y, double[] v, double[] z, double[] gradient) {
    double T = temperature;
    RowSoftmax p = RowSoftmax.of(v, T);
    RowSoftmax q = RowSoftmax.of(z, T);
    double divergence = q.divergence(p);
    for (int k = 0; k < z.length; k++) {
      gradient[k] = T * q.probability(k) * (q.log(k) - p.log(k) - divergence);
    }
    return T * T * divergence;
  }

  @Override
  public boolean needsLabels() {
    return false;
  }

  @Override
  public String toString() {
    return Shown.of(this).with("T", temperature).toString();
  }
}
