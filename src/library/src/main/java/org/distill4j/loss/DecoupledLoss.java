package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Decoupled knowledge distillation (DKD): {@code T^2 * (labelWeight * KL(p_t, 1 - p_t || q_t, 1 -
 * q_t) + otherWeight * KL(p^ || q^))}, where {@code p_t} and {@code q_t} are the softened
 * probabilities of the label, {@code p^} and {@code q^} those of the other classes among themselves
 * (Zhao et al. 2022, <a href="https://arxiv.org/abs/2203.08679">arXiv:2203.08679</a>, equation 7).
 *
 * <p>The ordinary divergence is the first part plus {@code 1 - p_t} times the second, so a teacher
 * that is sure of the label hides what it knows of the other classes; here the two have weights of
 * their own. The paper uses 1 and 8 at temperature 4 for many pairs, beside a cross-entropy of
 * weight 1: {@code new CrossEntropyLoss().plus(1, new DecoupledLoss(4, 1, 8))}.
 *
 * <p>Targets are {@link SoftTargets#pack packed}, {@code [B, 2C]}, with one label for each example.
 * With two classes the second part is 0.
 *
 * @param temperature of both softmaxes, above 0 and finite
 * @param labelWeight weight of the label against all others (TCKD), 0 or more and finite
 * @param otherWeight weight of the other classes among themselves (NCKD), 0 or more and finite; not
 *     both weights may be 0
 */
public record DecoupledLoss(double temperature, double labelWeight, double otherWeight)
    implements BatchLoss {

  /** Checks temperature and weights. */
  public DecoupledLoss {
    SoftTargets.requireTemperature(temperature);
    Weights.requireOne("labelWeight", labelWeight, "otherWeight", otherWeight);
  }

  @Override
  public Value value(INDArray targets, INDArray output) {
    Packed packed = Packed.of(targets, output);
    INDArray y = packed.oneHot();
    OtherClasses p = OtherClasses.of(packed.teacherLogits(), y, temperature);
    OtherClasses q = OtherClasses.of(output, y, temperature);

    INDArray pLabel = Transforms.exp(p.logLabel(), true);
    INDArray label = p.logLabel().sub(q.logLabel()).muli(pLabel).sum(true, 1);
    INDArray slope = Transforms.exp(q.logLabel(), true).subi(pLabel).getColumn(0, true);
    INDArray labelGradient = y.sub(q.shares()).muliColumnVector(slope);

    INDArray other = p.logShares().sub(q.logShares()).muli(p.shares()).sum(true, 1);
    INDArray otherGradient = q.shares().sub(p.shares());

    double squared = temperature * temperature;
    return new Value(
        label.muli(squared * labelWeight).addi(other.muli(squared * otherWeight)),
        labelGradient
            .muli(temperature * labelWeight)
            .addi(otherGradient.muli(temperature * otherWeight)));
  }
}
