package org.distill4j.loss;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The rows of a matrix divided by their lengths, and the way back for a gradient.
 *
 * @param rows {@code [B, d]} of length 1; shorter only where the length was below the floor
 * @param lengths what they were divided by, {@code [B, 1]}
 * @param own 1 where that was the row's own length, 0 where it was the floor
 */
record UnitRows(INDArray rows, INDArray lengths, INDArray own) {

  static UnitRows of(INDArray matrix) {
    INDArray norms = matrix.norm2(true, 1);
    INDArray lengths = Transforms.max(norms, floor(matrix), true);
    INDArray own = norms.gt(floor(matrix)).castTo(matrix.dataType());
    return new UnitRows(matrix.divColumnVector(lengths), lengths, own);
  }

  /** The least length that counts: in single precision a shorter one is nothing but rounding. */
  static double floor(INDArray matrix) {
    return matrix.dataType() == DataType.DOUBLE ? 1e-12 : 1e-6;
  }

  /** The gradient with respect to the matrix, given that with respect to the unit rows. */
  INDArray backward(INDArray gradient) {
    INDArray along = rows.mul(gradient).sum(true, 1).muli(own); // [B, 1]
    return gradient.sub(rows.mulColumnVector(along)).diviColumnVector(lengths);
  }
}
