package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Normalized knowledge distillation (NKD): {@code -p_t log q_t - otherWeight * T^2 * sum_k p^_k log
 * q^_k}, where {@code p_t} and {@code q_t} are the probabilities of the label at temperature 1,
 * {@code p^} and {@code q^} those of the other classes among themselves at temperature T (Yang et
 * al. 2023, <a href="https://arxiv.org/abs/2303.13005">arXiv:2303.13005</a>, equation 6).
 *
 * <p>The first part is a cross-entropy that trusts a label as far as the teacher does. Both parts
 * are cross-entropies, so the loss of a perfect student is the teacher's entropy, not 0. The paper
 * uses weight 1.5 at temperature 1 beside a cross-entropy of weight 1: {@code new
 * CrossEntropyLoss().plus(1, new NormalizedLoss(1, 1.5))}.
 *
 * <p>Targets are {@link SoftTargets#pack packed}, {@code [B, 2C]}, with one label for each example.
 *
 * @param temperature of the other classes, above 0 and finite
 * @param otherWeight weight of the other classes, 0 or more and finite
 */
public record NormalizedLoss(double temperature, double otherWeight) implements BatchLoss {

  /** Checks temperature and weight. */
  public NormalizedLoss {
    SoftTargets.requireTemperature(temperature);
    Weights.requireNotNegative("otherWeight", otherWeight);
  }

  @Override
  public Value value(INDArray targets, INDArray output) {
    Packed packed = Packed.of(targets, output);
    INDArray y = packed.oneHot();

    INDArray trust = SoftTargets.softmax(packed.teacherLogits(), 1).muli(y).sum(true, 1);
    INDArray logQ1 = SoftTargets.logSoftmax(output, 1);
    INDArray label = logQ1.mul(y).sum(true, 1).muli(trust).negi();
    INDArray labelGradient = Transforms.exp(logQ1, false).subi(y).muliColumnVector(trust);

    OtherClasses p = OtherClasses.of(packed.teacherLogits(), y, temperature);
    OtherClasses q = OtherClasses.of(output, y, temperature);
    INDArray other = p.shares().mul(q.logShares()).sum(true, 1);
    INDArray otherGradient = q.shares().sub(p.shares());

    return new Value(
        label.subi(other.muli(otherWeight * temperature * temperature)),
        labelGradient.addi(otherGradient.muli(otherWeight * temperature)));
  }
}
