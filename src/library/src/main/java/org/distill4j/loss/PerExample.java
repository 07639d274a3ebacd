package org.distill4j.loss;

import java.util.Arrays;
import org.distill4j.internal.MatrixRows;
import org.nd4j.linalg.api.buffer.DataType;
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
    double[][] y = MatrixRows.of(targets.labels()); // [B, C]
    double[][] v = MatrixRows.of(targets.teacherLogits()); // [B, C]
    double[][] z = MatrixRows.of(output); // [B, C]
    requireFinite("the teacher's logits", v);
    requireFinite("the student's logits", z);
    int C = z[0].length;
    double[] perExample = new double[z.length]; // [B]
    double[] gradient = new double[z.length * C]; // [B, C]
    double[] slope = new double[C];
    for (int i = 0; i < z.length; i++) {
      Arrays.fill(slope, 0);
      perExample[i] = loss.value(y[i], v[i], z[i], slope);
      System.arraycopy(slope, 0, gradient, i * C, C);
    }
    DataType type = output.dataType();
    return new Value(MatrixRows.array(type, 1, perExample), MatrixRows.array(type, C, gradient));
  }

  /** Refuses logits of which no loss can be computed. */
  static void requireFinite(Targets targets, INDArray output) {
    requireFinite("the teacher's logits", MatrixRows.of(targets.teacherLogits()));
    requireFinite("the student's logits", MatrixRows.of(output));
  }

  /** Refuses numbers of which no loss can be computed; very negative ones may mask a class. */
  private static void requireFinite(String what, double[][] rows) {
    for (int i = 0; i < rows.length; i++) {
      for (double number : rows[i]) {
        if (!Double.isFinite(number)) {
          throw new IllegalArgumentException(
              "%s must be finite, but those of row %d are %s"
                  .formatted(what, i, Arrays.toString(rows[i])));
        }
      }
    }
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
