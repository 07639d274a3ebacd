package org.distill4j.loss;

import org.distill4j.internal.Ranges;
import org.distill4j.internal.RowSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Knowledge distillation (KD) with soft targets, Hinton's loss: {@code hardWeight * CE(y,
 * softmax(z)) + softWeight * T^2 * KL(softmax(v/T) || softmax(z/T))}.
 *
 * <p>The factor T squared keeps the gradient of the soft part at the size of the hard part's when
 * the temperature changes, so the weights keep their meaning (Hinton, Vinyals, Dean 2015, <a
 * href="https://arxiv.org/abs/1503.02531">arXiv:1503.02531</a>, section 2). The divergence differs
 * from the soft cross-entropy of the paper by a constant; their gradients are equal.
 *
 * <p>Weights start at 0.1 for the hard and 0.9 for the soft part: the paper asks for a
 * "considerably lower weight" on the hard one. {@code SoftTargetLoss.at(4).hard(0).soft(1)} needs
 * no labels.
 */
public final class SoftTargetLoss implements ResponseLoss {

  private final double temperature;
  private final double hardWeight;
  private final double softWeight;

  private SoftTargetLoss(double temperature, double hardWeight, double softWeight) {
    SoftTargets.requireTemperature(temperature);
    Weights.requireOne("hardWeight", hardWeight, "softWeight", softWeight);
    this.temperature = temperature;
    this.hardWeight = hardWeight;
    this.softWeight = softWeight;
  }

  /**
   * The loss with weight 0.1 on the hard and 0.9 on the soft part.
   *
   * @param temperature of teacher and student in the soft part, above 0 and finite
   * @return the loss
   */
  public static SoftTargetLoss at(double temperature) {
    return new SoftTargetLoss(temperature, 0.1, 0.9);
  }

  /**
   * The same with another weight of the cross-entropy with the labels.
   *
   * @param weight 0 or more and finite; not both weights may be 0
   * @return the loss
   */
  public SoftTargetLoss hard(double weight) {
    return new SoftTargetLoss(temperature, weight, softWeight);
  }

  /**
   * The same with another weight of the divergence from the teacher.
   *
   * @param weight 0 or more and finite; not both weights may be 0
   * @return the loss
   */
  public SoftTargetLoss soft(double weight) {
    return new SoftTargetLoss(temperature, hardWeight, weight);
  }

  /**
   * The same with weights that sum to 1, as most tutorials have them.
   *
   * @param share softWeight, from 0 to 1; hardWeight becomes {@code 1 - share}
   * @return the loss
   */
  public SoftTargetLoss softShare(double share) {
    Ranges.requireFraction("softShare", share);
    return new SoftTargetLoss(temperature, 1 - share, share);
  }

  /**
   * The temperature of teacher and student in the soft part.
   *
   * @return above 0
   */
  public double temperature() {
    return temperature;
  }

  /**
   * The weight of the divergence from the teacher.
   *
   * @return 0 or more
   */
  public double softWeight() {
    return softWeight;
  }

  /**
   * The weight of the cross-entropy with the labels.
   *
   * @return 0 or more
   */
  public double hardWeight() {
    return hardWeight;
  }

  @Override
  public Value value(Targets targets, INDArray output) {
    return PerExample.of(targets, output, this::row);
  }

  private double row(double[] y, double[] v, double[] z, double[] gradient) {
    double T = temperature;
    double softScale = softWeight * T * T;
    RowSoftmax hard = RowSoftmax.of(z, 1);
    RowSoftmax p = RowSoftmax.of(v, T);
    RowSoftmax q = RowSoftmax.of(z, T);
    double loss = 0;
    for (int k = 0; k < z.length; k++) {
      double crossEntropy = -y[k] * hard.log(k);
      double divergence = p.probability(k) * (p.log(k) - q.log(k));
      loss += hardWeight * crossEntropy + softScale * divergence;
      double hardGradient = hard.probability(k) - y[k];
      double softGradient = (q.probability(k) - p.probability(k)) / T;
      gradient[k] = hardWeight * hardGradient + softScale * softGradient;
    }
    return loss;
  }

  @Override
  public boolean needsLabels() {
    return hardWeight > 0;
  }

  @Override
  public String toString() {
    return Shown.of(this)
        .with("T", temperature)
        .with("hard", hardWeight)
        .with("soft", softWeight)
        .toString();
  }
}
