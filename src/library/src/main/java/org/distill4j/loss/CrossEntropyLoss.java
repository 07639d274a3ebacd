package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

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
    Matrix y = Matrix.of(labels(targets, output));
    Matrix z = Matrix.of(output);
    Matrix perExample = Matrix.zeros(z.rows(), 1);
    Matrix gradient = Matrix.zeros(z.rows(), z.columns());
    for (int row = 0; row < z.rows(); row++) {
      double[] label = y.row(row);
      RowSoftmax q = RowSoftmax.of(z.row(row), 1);
      for (int k = 0; k < label.length; k++) {
        perExample.add(row, 0, -label[k] * q.log(k));
        gradient.add(row, k, q.share(k) - label[k]);
      }
    }
    return new Value(perExample.array(output.dataType()), gradient.array(output.dataType()));
  }

  /** The labels of targets that may have teacher logits beside them. */
  static INDArray labels(INDArray targets, INDArray output) {
    return targets.equalShapes(output)
        ? targets.castTo(output.dataType())
        : Packed.of(targets, output).labels();
  }
}
