package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The squared distance of the probabilities, {@code sum_k (q_k - p_k)^2} of each example, with
 * {@code q = softmax(z)} of the student and {@code p = softmax(v)} of the teacher: the score of
 * forecasts (Brier 1950, Monthly Weather Review 78, pages 1 to 3) with the teacher in place of what
 * came true. The gradient is {@code 2 q_k (q_k - p_k - sum_j q_j (q_j - p_j))}.
 *
 * <p>Targets are {@link SoftTargets#pack packed}, {@code [B, 2C]}; the labels are not read. It
 * never exceeds 2, and a student that is sure and wrong gets almost no gradient, which is why
 * divergences are mostly preferred. Its weight beside a cross-entropy is 1.
 */
public record BrierLoss() implements BatchLoss {

  @Override
  public Value value(INDArray targets, INDArray output) {
    INDArray q = SoftTargets.softmax(output, 1);
    INDArray p = SoftTargets.softmax(Packed.of(targets, output).teacherLogits(), 1);
    INDArray difference = q.sub(p);
    INDArray mean = difference.mul(q).sum(true, 1);
    INDArray gradient = difference.subColumnVector(mean).muli(q).muli(2);
    return new Value(difference.mul(difference).sum(true, 1), gradient);
  }

  @Override
  public boolean needsLabels() {
    return false;
  }
}
