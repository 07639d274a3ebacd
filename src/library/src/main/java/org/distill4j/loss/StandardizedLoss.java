package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Logit standardization: {@code T^2 * KL(softmax(Z(v)/T) || softmax(Z(z)/T))} with {@code Z(z) = (z
 * - mean(z)) / std(z)} of each row (Sun et al. 2024, <a
 * href="https://arxiv.org/abs/2403.01427">arXiv:2403.01427</a>, algorithm 1).
 *
 * <p>A small student need not reach the size of the teacher's logits, only their relations; adding
 * to its logits or multiplying them changes nothing. A row of equal logits stays 0 and has no
 * gradient. The authors give it weight 9 beside a cross-entropy of weight 0.1, at temperature 2.
 *
 * <p>Targets are {@link SoftTargets#pack packed}, {@code [B, 2C]}; the labels are not read.
 *
 * @param temperature of both softmaxes, above 0 and finite
 * @param unbiased whether the standard deviation divides by C - 1 instead of C
 */
public record StandardizedLoss(double temperature, boolean unbiased) implements BatchLoss {

  /** Checks the temperature. */
  public StandardizedLoss {
    SoftTargets.requireTemperature(temperature);
  }

  /**
   * The paper's form: the standard deviation divides by the number of classes.
   *
   * @param temperature of both softmaxes, above 0 and finite
   */
  public StandardizedLoss(double temperature) {
    this(temperature, false);
  }

  /**
   * The form of the authors' code: the standard deviation divides by one less than the number of
   * classes, and 0.0000001 is added to it.
   *
   * @param temperature of both softmaxes, above 0 and finite
   * @return the loss
   */
  public static StandardizedLoss unbiased(double temperature) {
    return new StandardizedLoss(temperature, true);
  }

  @Override
  public Value value(INDArray targets, INDArray output) {
    StandardizedRows teacher =
        StandardizedRows.of(Packed.of(targets, output).teacherLogits(), unbiased);
    StandardizedRows student = StandardizedRows.of(output, unbiased);
    INDArray logP = SoftTargets.logSoftmax(teacher.z(), temperature);
    INDArray logQ = SoftTargets.logSoftmax(student.z(), temperature);
    INDArray p = Transforms.exp(logP, true);
    INDArray divergence = logP.subi(logQ).muli(p).sum(true, 1);
    INDArray slope = Transforms.exp(logQ, false).subi(p).muli(temperature);
    return new Value(divergence.muli(temperature * temperature), student.backward(slope));
  }

  @Override
  public boolean needsLabels() {
    return false;
  }
}
