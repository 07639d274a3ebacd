package org.distill4j.loss;

import org.distill4j.internal.Ranges;
import org.distill4j.internal.RowSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Teacher-free distillation with a virtual teacher (Tf-KD): {@code T^2 * KL(softmax(log u / T) ||
 * softmax(z/T))}, where the teacher u gives {@code confidence} to the label and shares the rest
 * equally among the other classes (Yuan et al. 2020, <a
 * href="https://arxiv.org/abs/1909.11723">arXiv:1909.11723</a>, section 5.2).
 *
 * <p>It is label smoothing in another dress, the control to hold against any real teacher. The
 * paper has confidences of 0.99 and more, temperature 20, and a weight of 0.1 beside a
 * cross-entropy of 0.9, some of its settings without the factor T squared. Its other form, a
 * student that is taught by a trained copy of itself, is {@link SoftTargetLoss}. The teacher's
 * logits are not read.
 */
public final class TeacherFreeLoss implements ResponseLoss {

  private final double temperature;
  private final double confidence;

  private TeacherFreeLoss(double temperature, double confidence) {
    SoftTargets.requireTemperature(temperature);
    Ranges.requirePart("confidence", confidence);
    this.temperature = temperature;
    this.confidence = confidence;
  }

  /**
   * The loss with a virtual teacher of confidence 0.99.
   *
   * @param temperature of both softmaxes, above 0 and finite
   * @return the loss
   */
  public static TeacherFreeLoss at(double temperature) {
    return new TeacherFreeLoss(temperature, 0.99);
  }

  /**
   * The same with another virtual teacher.
   *
   * @param probability that it gives to the label, above 0 and below 1
   * @return the loss
   */
  public TeacherFreeLoss confidence(double probability) {
    return new TeacherFreeLoss(temperature, probability);
  }

  @Override
  public Value value(Targets targets, INDArray output) {
    return PerExample.of(targets, output, this::row);
  }

  private double row(double[] y, double[] v, double[] z, double[] gradient) {
    double T = temperature;
    double other = (1 - confidence) / (z.length - 1);
    double[] logU = new double[z.length];
    for (int k = 0; k < z.length; k++) {
      logU[k] = Math.log(y[k] * (confidence - other) + other);
    }
    RowSoftmax p = RowSoftmax.of(logU, T);
    RowSoftmax q = RowSoftmax.of(z, T);
    for (int k = 0; k < z.length; k++) {
      gradient[k] = T * (q.probability(k) - p.probability(k));
    }
    return T * T * p.divergence(q);
  }

  @Override
  public String toString() {
    return Shown.of(this).with("T", temperature).with("confidence", confidence).toString();
  }
}
