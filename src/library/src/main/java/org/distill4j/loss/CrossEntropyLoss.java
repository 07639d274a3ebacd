package org.distill4j.loss;

import org.distill4j.internal.RowSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Cross-entropy (CE) with the labels, {@code -sum_k y_k log softmax(z)_k}: the ordinary loss of a
 * classifier that learns from labels alone. The gradient is {@code softmax(z) - y}.
 *
 * <p>Labels are rows that sum to 1, one-hot for hard ones; the teacher's logits are not read.
 */
public record CrossEntropyLoss() implements ResponseLoss {

  @Override
  public Value value(Targets targets, INDArray output) {
    return PerExample.of(targets, output, (y, v, z, gradient) -> row(y, z, gradient));
  }

  static double row(double[] y, double[] z, double[] gradient) {
    RowSoftmax q = RowSoftmax.of(z, 1);
    double loss = 0;
    for (int k = 0; k < z.length; k++) {
      loss += -y[k] * q.log(k);
      gradient[k] = q.probability(k) - y[k];
    }
    return loss;
  }

  @Override
  public String toString() {
    return Shown.of(this).toString();
  }
}
