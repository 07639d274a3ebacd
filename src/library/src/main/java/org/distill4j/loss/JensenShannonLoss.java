package org.distill4j.loss;

import org.distill4j.internal.Ranges;
import org.distill4j.internal.RowSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The generalized Jensen-Shannon divergence (JSD) of on-policy distillation: {@code T^2 * (beta *
 * KL(p || m) + (1 - beta) * KL(q || m))} with the teacher's {@code p = softmax(v/T)}, the student's
 * {@code q = softmax(z/T)} and their mixture {@code m = beta * p + (1 - beta) * q} (GKD, Agarwal et
 * al. 2024, <a href="https://arxiv.org/abs/2306.13649">arXiv:2306.13649</a>, section 2). The
 * gradient is {@code (1 - beta) * T * q_k * (log(q_k / m_k) - KL(q || m))}.
 *
 * <p>It lies between the two divergences: divided by beta it nears {@code KL(p || q)} as beta nears
 * 0, divided by {@code 1 - beta} it nears {@code KL(q || p)} as beta nears 1. At 0 and 1
 * themselves, where the formula would be 0, it stands for those two, as in the article: for {@link
 * SoftTargetLoss} without its hard part, and for {@link ReverseDivergenceLoss}. Unlike them it is
 * bounded in between: one half gives at most {@code T^2 * log 2}, whatever the student rules out.
 *
 * <p>Its weight is 1; beta starts at one half, where teacher and student may be exchanged. The
 * labels are not read.
 */
public final class JensenShannonLoss implements ResponseLoss {

  private final double temperature;
  private final double beta;

  private JensenShannonLoss(double temperature, double beta) {
    SoftTargets.requireTemperature(temperature);
    Ranges.requireFraction("beta", beta);
    this.temperature = temperature;
    this.beta = beta;
  }

  /**
   * The loss with beta one half.
   *
   * @param temperature of both softmaxes, above 0 and finite
   * @return the loss
   */
  public static JensenShannonLoss at(double temperature) {
    return new JensenShannonLoss(temperature, 0.5);
  }

  /**
   * The same with another share of the teacher in the mixture.
   *
   * @param share from 0, the divergence of the student from the teacher, to 1, the reverse
   * @return the loss
   */
  public JensenShannonLoss beta(double share) {
    return new JensenShannonLoss(temperature, share);
  }

  @Override
  public Value value(Targets targets, INDArray output) {
    if (beta == 0) {
      return SoftTargetLoss.at(temperature).hard(0).soft(1).value(targets, output);
    }
    if (beta == 1) {
      return ReverseDivergenceLoss.at(temperature).value(targets, output);
    }
    return PerExample.of(targets, output, this::row);
  }

  private double row(double[] y, double[] v, double[] z, double[] gradient) {
    double T = temperature;
    RowSoftmax p = RowSoftmax.of(v, T);
    RowSoftmax q = RowSoftmax.of(z, T);
    double ofTeacher = 0;
    double ofStudent = 0;
    for (int k = 0; k < z.length; k++) {
      double ahead = p.log(k) - q.log(k);
      ofTeacher += p.probability(k) * overMixture(ahead, beta);
      ofStudent += q.probability(k) * overMixture(-ahead, 1 - beta);
    }
    for (int k = 0; k < z.length; k++) {
      double log = overMixture(q.log(k) - p.log(k), 1 - beta);
      gradient[k] = (1 - beta) * T * q.probability(k) * (log - ofStudent);
    }
    return T * T * (beta * ofTeacher + (1 - beta) * ofStudent);
  }

  /**
   * The logarithm of a probability over the mixture's, without a sum that rounds or overflows.
   *
   * @param ahead of the other probability's logarithm
   * @param share of this probability in the mixture
   */
  private static double overMixture(double ahead, double share) {
    return ahead > 0
        ? -Math.log1p((1 - share) * Math.expm1(-ahead))
        : ahead - Math.log1p(share * Math.expm1(ahead));
  }

  @Override
  public boolean needsLabels() {
    return false;
  }

  @Override
  public String toString() {
    return Shown.of(this).with("T", temperature).with("beta", beta).toString();
  }
}
