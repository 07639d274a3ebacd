package org.distill4j.model;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.cpu.nativecpu.blas.CpuLevel2;
import org.nd4j.linalg.cpu.nativecpu.blas.CpuLevel3;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Matrix products straight from ND4J's BLAS: the operation that ND4J usually wraps around them
 * takes longer than a small product.
 */
final class Product extends CpuLevel3 {

  private static final Product BLAS = new Product();
  private static final Row ROW = new Row();

  /** One row times a matrix, which BLAS does not see in what it is given as a matrix product. */
  private static final class Row extends CpuLevel2 {

    void multiply(INDArray row, INDArray matrix, INDArray result) {
      int k = (int) matrix.size(0);
      sgemv('f', 'T', k, (int) matrix.size(1), 1, matrix, k, row, 1, 0, result, 1);
    }
  }

  private Product() {}

  /** {@code c = a b}. */
  static void of(INDArray a, INDArray b, INDArray c) {
    if (a.size(0) == 1 && isDense(a) && Columns.fit(b) && Columns.fit(c)) {
      ROW.multiply(a, b, c);
    } else {
      BLAS.multiply(a, false, b, false, c);
    }
  }

  /** {@code c = a' b}. */
  static void ofTransposed(INDArray a, INDArray b, INDArray c) {
    BLAS.multiply(a, true, b, false, c);
  }

  /** {@code c = a b'}. */
  static void byTransposed(INDArray a, INDArray b, INDArray c) {
    BLAS.multiply(a, false, b, true, c);
  }

  private void multiply(
      INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c) {
    if (!isDense(a) || !isDense(b) || !Columns.fit(c)) {
      Nd4j.gemm(a, b, c, transposeA, transposeB, 1, 0);
      return;
    }
    int m = (int) c.size(0);
    int n = (int) c.size(1);
    int k = (int) a.size(transposeA ? 0 : 1);
    char first = transposeA == Columns.fit(a) ? 'T' : 'N';
    char second = transposeB == Columns.fit(b) ? 'T' : 'N';
    sgemm('f', first, second, m, n, k, 1, a, leading(a), b, leading(b), 0, c, m);
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
}
