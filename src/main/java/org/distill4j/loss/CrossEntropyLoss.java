package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Cross-entropy with given class distributions, {@code -sum_k y_k log softmax(z)_k}: the ordinary
 * loss of a classifier that learns from labels alone.
 *
 * <p>Targets are {@code [B, C]}, each row summing to 1; one-hot for hard labels. The gradient is
 * {@code softmax(z) - y}.
 */
public record CrossEntropyLoss() implements BatchLoss {

  @Override
  public Value value(INDArray targets, INDArray output) {
    INDArray logQ = SoftTargets.logSoftmax(output, 1);
    INDArray perExample = logQ.mul(targets).sum(true, 1).negi();
    return new Value(perExample, Transforms.exp(logQ, false).subi(targets));
  }
}
