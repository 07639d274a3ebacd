package org.distill4j.model.train.fast;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasColMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A matrix product {@code c = a b}, each factor transposed or not, that can be computed some
 * columns at a time, straight by BLAS: the operation that ND4J wraps around it takes longer than a
 * small product, and divides nothing.
 */
final class Product {

  /**
   * Rows of the result that a product is taken to have at least, when its work is estimated: a
   * product with fewer rows is no faster, because it too must read all of the second factor.
   */
  private static final long LEAST_ROWS = 8;

  private final INDArray a;
  private final boolean transposeA;
  private final INDArray b;
  private final boolean transposeB;
  private final INDArray c;

  private Product(INDArray a, boolean transposeA, INDArray b, boolean transposeB, INDArray c) {
    this.a = a;
    this.transposeA = transposeA;
    this.b = b;
    this.transposeB = transposeB;
    this.c = c;
  }

  /** {@code c = a b}. */
  static Product of(INDArray a, INDArray b, INDArray c) {
    return new Product(a, false, b, false, c);
  }

  /** {@code c = a' b}. */
  static Product ofTransposed(INDArray a, INDArray b, INDArray c) {
    return new Product(a, true, b, false, c);
  }

  /** {@code c = a b'}. */
  static Product byTransposed(INDArray a, INDArray b, INDArray c) {
    return new Product(a, false, b, true, c);
  }

  /** Computes all columns, on several cores where that is faster. */
  void run() {
    run((from, to) -> {}, (from, to) -> {});
  }

  /**
   * Computes all columns, and does more to each part of them while it is in the core's cache.
   *
   * @param before done to columns of the second factor; only where that is not transposed
   * @param after done to columns of the result
   */
  void run(Cores.Part before, Cores.Part after) {
    int columns = (int) c.size(1);
    if (isDense(a) && isDense(b) && Columns.fit(c)) {
      Cores.divide(
          columns,
          Math.max(c.size(0), LEAST_ROWS) * c.size(1) * depth(),
          (from, to) -> {
            before.work(from, to);
            compute(from, to);
            after.work(from, to);
          });
    } else {
      before.work(0, columns);
      Nd4j.gemm(a, b, c, transposeA, transposeB, 1, 0);
      after.work(0, columns);
    }
  }

  private int depth() {
    return (int) a.size(transposeA ? 0 : 1);
  }

  private void compute(int from, int to) {
    int m = (int) c.size(0);
    FloatPointer right = at(b, transposeB == Columns.fit(b) ? from : (long) from * leading(b));
    FloatPointer result = at(c, (long) from * m);
    if (m == 1 && !transposeB && Columns.fit(b)) { // a product of matrices would be slower
      int k = depth();
      cblas_sgemv(CblasColMajor, CblasTrans, k, to - from, 1, right, k, at(a, 0), 1, 0, result, 1);
      return;
    }
    cblas_sgemm(
        CblasColMajor,
        transposeA == Columns.fit(a) ? CblasTrans : CblasNoTrans,
        transposeB == Columns.fit(b) ? CblasTrans : CblasNoTrans,
        m,
        to - from,
        depth(),
        1,
        at(a, 0),
        leading(a),
        right,
        leading(b),
        0,
        result,
        m);
  }

  private static FloatPointer at(INDArray array, long offset) {
    return new FloatPointer(array.data().addressPointer()).position(offset);
  }

  /** Column after column, or row after row, which to BLAS is a transposed matrix. */
  private static boolean isDense(INDArray matrix) {
    return Columns.fit(matrix)
        || (matrix.dataType() == DataType.FLOAT
            && matrix.stride(1) == 1
            && (matrix.size(0) == 1 || matrix.stride(0) == matrix.size(1)));
  }

  private static int leading(INDArray matrix) {
    return (int) matrix.size(Columns.fit(matrix) ? 0 : 1);
  }
}
