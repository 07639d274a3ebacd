package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Teacher-free distillation with a virtual teacher (Tf-KD): {@code T^2 * KL(softmax(log u / T) ||
 * softmax(z/T))}, where the teacher u gives {@code confidence} to the label and shares the rest
 * equally among the other classes (Yuan et al. 2020, <a
 * href="https://arxiv.org/abs/1909.11723">arXiv:1909.11723</a>, section 5.2).
 *
 * <p>It is label smoothing in another dress, the control to hold against any real teacher. The
 * paper has confidences of 0.99 and more, temperature 20, and a weight of 0.1 beside a
 * cross-entropy of 0.9, some of its settings without the factor T squared. Its other form, a
 * student that is taught by a trained copy of itself, is {@link SoftTargetLoss}.
 *
 * <p>Targets are {@link SoftTargets#pack packed}, {@code [B, 2C]}; the teacher's logits are not
 * read.
 *
 * @param temperature of both softmaxes, above 0 and finite
 * @param confidence of the virtual teacher in the label, above 0 and below 1
 */
public record TeacherFreeLoss(double temperature, double confidence) implements BatchLoss {

  /** Checks temperature and confidence. */
  public TeacherFreeLoss {
    SoftTargets.requireTemperature(temperature);
    if (!(confidence > 0 && confidence < 1)) {
      throw new IllegalArgumentException(
          "confidence must be above 0 and below 1, but was " + confidence);
    }
  }

  @Override
  public Value value(INDArray targets, INDArray output) {
    INDArray y = Packed.of(targets, output).labels();
    double other = (1 - confidence) / (output.size(1) - 1);
    INDArray u = y.mul(confidence - other).addi(other);
    INDArray virtual = SoftTargets.pack(y, Transforms.log(u, false));
    return new SoftTargetLoss(temperature, 0, 1).value(virtual, output);
  }
}
