package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The rows of a matrix, each less its mean and divided by its standard deviation, and the way back
 * for a gradient.
 *
 * @param z the standardized rows; zeros where all numbers of a row are equal
 * @param factor what they were multiplied by, {@code [B, 1]}; 0 where nothing could be divided by
 * @param deviations standard deviation of each row times the divisor, {@code [B, 1]}; never 0
 */
record StandardizedRows(INDArray z, INDArray factor, INDArray deviations) {

  static StandardizedRows of(INDArray matrix, boolean unbiased) {
    double divisor = matrix.size(1) - (unbiased ? 1.0 : 0.0);
    INDArray shifted = matrix.subColumnVector(matrix.max(true, 1)); // all 0 where all are equal
    INDArray centred = shifted.subiColumnVector(shifted.mean(true, 1));
    INDArray deviation = centred.norm2(true, 1).divi(Math.sqrt(divisor));
    INDArray scale = deviation.add(unbiased ? 1e-7 : 0);
    INDArray factor = scale.gt(0).castTo(matrix.dataType()).divi(Transforms.max(scale, 1e-30));
    INDArray deviations = Transforms.max(deviation, 1e-30).muli(divisor);
    return new StandardizedRows(centred.muliColumnVector(factor), factor, deviations);
  }

  /** The gradient with respect to the matrix, given that with respect to z. */
  INDArray backward(INDArray g) {
    INDArray along = g.mul(z).sum(true, 1).divi(deviations);
    INDArray centred = g.subColumnVector(g.mean(true, 1)).muliColumnVector(factor);
    return centred.subi(z.mulColumnVector(along));
  }
}
