package org.distill4j.onnx;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.eigen.Eigen;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Vectors in fewer numbers, by the directions in which they differ most. */
final class PrincipalComponents {

  private PrincipalComponents() {}

  /**
   * Takes out the mean and keeps the first components.
   *
   * @param vectors {@code [N, d]}; not modified
   * @param width components that are kept, from 1 to d, the largest first; each points to where its
   *     own largest number is positive, so that the result is the same everywhere
   * @return {@code [N, width]}, in double precision
   */
  static INDArray of(INDArray vectors, int width) {
    INDArray centered = vectors.castTo(DataType.DOUBLE);
    centered = centered.subRowVector(centered.mean(true, 0)); // [N, d]
    INDArray directions = centered.transpose().mmul(centered).dup('f'); // [d, d]
    Eigen.symmetricGeneralizedEigenvalues(directions, true); // in columns, the smallest first
    long d = directions.size(1);
    INDArray kept = Nd4j.createUninitialized(DataType.DOUBLE, d, width);
    for (int i = 0; i < width; i++) {
      INDArray direction = directions.getColumn(d - 1 - i);
      int largest = Transforms.abs(direction, true).argMax().getInt(0);
      kept.putColumn(i, direction.getDouble(largest) < 0 ? direction.neg() : direction);
    }
    return centered.mmul(kept);
  }
}
