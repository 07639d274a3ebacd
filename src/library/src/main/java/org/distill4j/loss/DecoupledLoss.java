package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Decoupled knowledge distillation (DKD): {@code T^2 * (labelWeight * KL(p_t, 1 - p_t || q_t, 1 -
 * q_t) + otherWeight * KL(p^ || q^))}, where {@code p_t} and {@code q_t} are the softened
 * probabilities of the label, {@code p^} and {@code q^} those of the other classes among themselves
 * (Zhao et al. 2022, <a href="https://arxiv.org/abs/2203.08679">arXiv:2203.08679</a>, equation 7).
 *
 * <p>The ordinary divergence is the first part plus {@code 1 - p_t} times the second, so a teacher
 * that is sure of the label hides what it knows of the other classes; here the two have weights of
 * their own. The paper uses 1 and 8 at temperature 4 for many pairs, beside a cross-entropy of
 * weight 1: {@code new CrossEntropyLoss().plus(1, DecoupledLoss.at(4).label(1).other(8))}.
 *
 * <p>Every example needs one label. With two classes the second part is 0.
 */
public final class DecoupledLoss implements ResponseLoss {

  private final double temperature;
  private final double labelWeight;
  private final double otherWeight;

  private DecoupledLoss(double temperature, double labelWeight, double otherWeight) {
    SoftTargets.requireTemperature(temperature);
    Weights.requireOne("labelWeight", labelWeight, "otherWeight", otherWeight);
    this.temperature = temperature;
    this.labelWeight = labelWeight;
    this.otherWeight = otherWeight;
  }

  /**
   * The loss with the paper's weights, 1 and 8.
   *
   * @param temperature of both softmaxes, above 0 and finite
   * @return the loss
   */
  public static DecoupledLoss at(double temperature) {
    return new DecoupledLoss(temperature, 1, 8);
  }

  /**
   * The same with another weight of the label against all others (TCKD).
   *
   * @param weight 0 or more and finite; not both weights may be 0
   * @return the loss
   */
  public DecoupledLoss label(double weight) {
    return new DecoupledLoss(temperature, weight, otherWeight);
  }

  /**
   * The same with another weight of the other classes among themselves (NCKD).
   *
   * @param weight 0 or more and finite; not both weights may be 0
   * @return the loss
   */
  public DecoupledLoss other(double weight) {
    return new DecoupledLoss(temperature, labelWeight, weight);
  }

  @Override
  public Value value(Targets targets, INDArray output) {
    return PerExample.of(targets, output, this::row);
  }

  private double row(double[] y, double[] v, double[] z, double[] gradient) {
    double T = temperature;
    int t = OtherClasses.labelOf(y);
    OtherClasses p = OtherClasses.of(v, t, T);
    OtherClasses q = OtherClasses.of(z, t, T);
    double towardsLabel = q.label().probability(0) - p.label().probability(0);
    for (int k = 0; k < z.length; k++) {
      double qAmong = q.among().probability(k);
      double label = towardsLabel * ((k == t ? 1 : 0) - qAmong);
      double other = qAmong - p.among().probability(k);
      gradient[k] = T * (labelWeight * label + otherWeight * other);
    }
    double label = p.label().divergence(q.label());
    double other = p.among().divergence(q.among());
    return T * T * (labelWeight * label + otherWeight * other);
  }

  @Override
  public String toString() {
    return Shown.of(this)
        .with("T", temperature)
        .with("label", labelWeight)
        .with("other", otherWeight)
        .toString();
  }
}
