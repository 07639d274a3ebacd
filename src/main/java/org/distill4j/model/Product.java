package org.distill4j.model;

import static org.bytedeco.openblas.global.openblas.CblasColMajor;
import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.cblas_sgemm;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Matrix products straight from BLAS: what ND4J does around them takes longer than a small one. */
final class Product {

  private Product() {}

  /** {@code c = a b}. */
  static void of(INDArray a, INDArray b, INDArray c) {
    multiply(a, false, b, false, c);
  }

  /** {@code c = a' b}. */
  static void ofTransposed(INDArray a, INDArray b, INDArray c) {
    multiply(a, true, b, false, c);
  }

  /** {@code c = a b'}. */
  static void byTransposed(INDArray a, INDArray b, INDArray c) {
    multiply(a, false, b, true, c);
  }

  private static void multiply(
      INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c) {
    if (!isDense(a) || !isDense(b) || !Columns.fit(c)) {
      Nd4j.gemm(a, b, c, transposeA, transposeB, 1, 0);
      return;
    }
    int m = (int) c.size(0);
    int n = (int) c.size(1);
    int k = (int) a.size(transposeA ? 0 : 1);
    cblas_sgemm(
        CblasColMajor,
        transposeA == Columns.fit(a) ? CblasTrans : CblasNoTrans,
        transposeB == Columns.fit(b) ? CblasTrans : CblasNoTrans,
        m,
        n,
        k,
        1,
        memory(a),
        leading(a),
        memory(b),
        leading(b),
        0,
        memory(c),
        m);
  }

  /** Column after column, or row after row, which to BLAS is a transposed matrix. */
  private static boolean isDense(INDArray matrix) {
    return Columns.fit(matrix)
        || (matrix.dataType() == DataType.FLOAT
            && matrix.stride(1) == 1
            && matrix.stride(0) == matrix.size(1));
  }

  private static int leading(INDArray matrix) {
    return (int) matrix.size(Columns.fit(matrix) ? 0 : 1);
  }

  private static FloatPointer memory(INDArray matrix) {
    return (FloatPointer) matrix.data().addressPointer();
  }
}
