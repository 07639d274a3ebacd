package org.distill4j.loss;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Losses that judge each example alone, written for one row of numbers. */
final class PerExample {

  private PerExample() {}

  /** The loss of one example. */
  @FunctionalInterface
  interface Row {

    /**
     * Value and gradient.
     *
     * @param y labels {@code [C]}
     * @param v the teacher's logits {@code [C]}
     * @param z the student's logits {@code [C]}
     * @param gradient zeros {@code [C]}; becomes the gradient
     * @return the loss
     */
    double value(double[] y, double[] v, double[] z, double[] gradient);
  }

  /** Goes through a batch row by row, in double precision. */
  static Value of(Targets targets, INDArray output, Row loss) {
    requireFits(targets, output);
    Matrix labels = Matrix.of(targets.labels()); // [B, C]
    Matrix teacher = Matrix.of(targets.teacherLogits()); // [B, C]
    Matrix student = Matrix.of(output); // [B, C]
    Matrix perExample = Matrix.zeros(student.rows(), 1); // [B, 1]
    Matrix gradient = Matrix.zeros(student.rows(), student.columns()); // [B, C]
    double[] slope = new double[student.columns()];
    for (int i = 0; i < student.rows(); i++) {
      Arrays.fill(slope, 0);
      perExample.add(i, 0, loss.value(labels.row(i), teacher.row(i), student.row(i), slope));
      for (int k = 0; k < slope.length; k++) {
        gradient.add(i, k, slope[k]);
      }
    }
    return new Value(perExample.array(output.dataType()), gradient.array(output.dataType()));
  }

  /** Checks that targets are for as many examples and classes as there are logits. */
  static void requireFits(Targets targets, INDArray output) {
    if (!targets.labels().equalShapes(output)) {
      throw new IllegalArgumentException(
          "targets must have the shape of the student's logits, %s, but have %s"
              .formatted(
                  Arrays.toString(output.shape()), Arrays.toString(targets.labels().shape())));
    }
  }
}
