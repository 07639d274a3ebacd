package org.distill4j.loss;

import org.distill4j.internal.RowSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Logit standardization (LS-KD): {@code T^2 * KL(softmax(Z(v)/T) || softmax(Z(z)/T))} with {@code
 * Z(z) = (z - mean(z)) / std(z)} of each row (Sun et al. 2024, <a
 * href="https://arxiv.org/abs/2403.01427">arXiv:2403.01427</a>, algorithm 1).
 *
 * <p>A small student need not reach the size of the teacher's logits, only their relations; adding
 * to its logits or multiplying them changes nothing. A row of equal logits stays 0 and has no
 * gradient. The authors give it weight 9 beside a cross-entropy of weight 0.1, at temperature 2.
 * The labels are not read.
 */
public final class StandardizedLoss implements ResponseLoss {

  private final double temperature;
  private final boolean unbiased;

  private StandardizedLoss(double temperature, boolean unbiased) {
    SoftTargets.requireTemperature(temperature);
    this.temperature = temperature;
    this.unbiased = unbiased;
  }

  /**
   * The paper's form: the standard deviation divides by the number of classes.
   *
   * @param temperature of both softmaxes, above 0 and finite
   * @return the loss
   */
  public static StandardizedLoss at(double temperature) {
    return new StandardizedLoss(temperature, false);
  }

  /**
   * The same as the authors' code has it: the standard deviation divides by one less than the
   * number of classes, and 0.0000001 is added to it.
   *
   * @return the loss
   */
  public StandardizedLoss unbiased() {
    return new StandardizedLoss(temperature, true);
  }

  @Override
  public Value value(Targets targets, INDArray output) {
    return PerExample.of(targets, output, this::row);
  }

  private double row(double[] y, double[] v, double[] z, double[] gradient) {
    double T = temperature;
    StandardizedRow student = StandardizedRow.of(z, unbiased);
    RowSoftmax p = StandardizedRow.of(v, unbiased).softmax(T);
    RowSoftmax q = student.softmax(T);
    for (int k = 0; k < z.length; k++) {
      gradient[k] = T * (q.probability(k) - p.probability(k));
    }
    student.backward(gradient);
    return T * T * p.divergence(q);
  }

  @Override
  public boolean needsLabels() {
    return false;
  }

  @Override
  public String toString() {
    Shown shown = Shown.of(this).with("T", temperature);
    return (unbiased ? shown.with("unbiased") : shown).toString();
  }
}
