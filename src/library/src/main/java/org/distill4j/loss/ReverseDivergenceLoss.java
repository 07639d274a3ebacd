package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The divergence the other way round: {@code T^2 * KL(softmax(z/T) || softmax(v/T))}, from the
 * student's to the teacher's distribution (MiniLLM, Gu et al. 2024, <a
 * href="https://arxiv.org/abs/2306.08543">arXiv:2306.08543</a>, equation 1). With the student's
 * softened q and the teacher's p, the gradient is {@code T * q_k * (log(q_k / p_k) - KL)}.
 *
 * <p>It punishes what the student believes and the teacher does not, so a student too small for all
 * of the teacher's beliefs settles on the main one, where {@link SoftTargetLoss} would spread. As a
 * loss of its own that is a choice; in place of Hinton's it is a mistake. Its weight is that of the
 * soft part there: 0.9 beside a cross-entropy of 0.1.
 *
 * <p>Targets are {@link SoftTargets#pack packed}, {@code [B, 2C]}; the labels are not read.
 *
 * @param temperature of both softmaxes, above 0 and finite
 */
public record ReverseDivergenceLoss(double temperature) implements BatchLoss {

  /** Checks the temperature. */
  public ReverseDivergenceLoss {
    SoftTargets.requireTemperature(temperature);
  }

  @Override
  public Value value(INDArray targets, INDArray output) {
    INDArray logP = SoftTargets.logSoftmax(Packed.of(targets, output).teacherLogits(), temperature);
    INDArray logQ = SoftTargets.logSoftmax(output, temperature);
    INDArray q = Transforms.exp(logQ, true);
    INDArray ratio = logQ.subi(logP);
    INDArray divergence = ratio.mul(q).sum(true, 1);
    INDArray gradient = ratio.subiColumnVector(divergence).muli(q).muli(temperature);
    return new Value(divergence.muli(temperature * temperature), gradient);
  }

  @Override
  public boolean needsLabels() {
    return false;
  }
}
