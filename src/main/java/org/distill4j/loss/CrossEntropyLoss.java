package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Cross-entropy with given class distributions, {@code -sum_k y_k log softmax(z)_k}: the ordinary
 * loss of a classifier that learns from labels alone.
 *
 * <p>Targets are labels {@code [B, C]}, each row summing to 1, one-hot for hard ones, or {@link
 * SoftTargets#pack packed}, {@code [B, 2C]}, where the teacher's half is not read. The gradient is
 * {@code softmax(z) - y}.
 */
public record CrossEntropyLoss() implements BatchLoss {

  @Override
  public Value value(INDArray targets, INDArray output) {
    INDArray y = labels(targets, output);
    INDArray logQ = SoftTargets.logSoftmax(output, 1);
    INDArray perExample = logQ.mul(y).sum(true, 1).negi();
    return new Value(perExample, Transforms.exp(logQ, false).subi(y));
  }

  /** The labels of targets that may have teacher logits beside them. */
  static INDArray labels(INDArray targets, INDArray output) {
    return targets.equalShapes(output)
        ? targets.castTo(output.dataType())
        : Packed.of(targets, output).labels();
  }
}
