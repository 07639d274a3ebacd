package org.distill4j.loss;

import org.distill4j.internal.Ranges;
import org.distill4j.internal.RowSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Normalized knowledge distillation (NKD): {@code -p_t log q_t - otherWeight * T^2 * sum_k p^_k log
 * q^_k}, where {@code p_t} and {@code q_t} are the probabilities of the label at temperature 1,
 * {@code p^} and {@code q^} those of the other classes among themselves at temperature T (Yang et
 * al. 2023, <a href="https://arxiv.org/abs/2303.13005">arXiv:2303.13005</a>, equation 6).
 *
 * <p>The first part is a cross-entropy that trusts a label as far as the teacher does. Both parts
 * are cross-entropies, so the loss of a perfect student is the teacher's entropy, not 0. The paper
 * uses weight 1.5 at temperature 1 beside a cross-entropy of weight 1: {@code new
 * CrossEntropyLoss().plus(1, NormalizedLoss.at(1).other(1.5))}.
 *
 * <p>Every example needs one label.
 */
public final class NormalizedLoss implements ResponseLoss {

  private final double temperature;
  private final double otherWeight;

  private NormalizedLoss(double temperature, double otherWeight) {
    SoftTargets.requireTemperature(temperature);
    Ranges.requireNotNegative("otherWeight", otherWeight);
    this.temperature = temperature;
    this.otherWeight = otherWeight;
  }

  /**
   * The loss with the paper's weight of the other classes, 1.5.
   *
   * @param temperature of the other classes, above 0 and finite
   * @return the loss
   */
  public static NormalizedLoss at(double temperature) {
    return new NormalizedLoss(temperature, 1.5);
  }

  /**
   * The same with another weight of the other classes.
   *
   * @param weight 0 or more and finite
   * @return the loss
   */
  public NormalizedLoss other(double weight) {
    return new NormalizedLoss(temperature, weight);
  }

  @Override
  public Value value(Targets targets, INDArray output) {
    return PerExample.of(targets, output, this::row);
  }

  private double row(double[] y, double[] v, double[] z, double[] gradient) {
    double T = temperature;
    int t = OtherClasses.labelOf(y);
    double trust = RowSoftmax.of(v, 1).probability(t);
    RowSoftmax q1 = RowSoftmax.of(z, 1);
    RowSoftmax p = OtherClasses.of(v, t, T).among();
    RowSoftmax q = OtherClasses.of(z, t, T).among();
    double other = 0;
    for (int k = 0; k < z.length; k++) {
      other -= k == t ? 0 : p.probability(k) * q.log(k);
      double labelGradient = trust * (q1.probability(k) - y[k]);
      double otherGradient = q.probability(k) - p.probability(k);
      gradient[k] = labelGradient + otherWeight * T * otherGradient;
    }
    return -trust * q1.log(t) + otherWeight * T * T * other;
  }

  @Override
  public String toString() {
    return Shown.of(this).with("T", temperature).with("other", otherWeight).toString();
  }
}
