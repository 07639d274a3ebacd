package org.distill4j.model.train.fast;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_dgemm;

/**
 * A product in double precision, computed before the first network is made, to see whether BLAS
 * computes right on this processor.
 *
 * <p>OpenBLAS 0.3.19 may choose, for a processor with avx512_bf16 that it does not know, code that
 * gets one product of doubles in five wrong, in every digit. Those of single precision are right.
 * The product is of a size that comes out wrong there; BLAS has code of its own for each way in
 * which the factors may lie in memory, so there are four.
 */
public final class TestedBlas {

  private static final int M = 137;
  private static final int N = 165;
  private static final int K = 286;

  /** Rounding makes 1e-13 of sums of numbers up to 1. */
  private static final double TOLERANCE = 1e-9;

  /** One row and column in so many is looked at: all of them would take Java 20 ms. */
  private static final int STEP = 32;

  /** Computed while this class is initialized, which Java does once. */
  private static final double ERROR = error();

  private TestedBlas() {}

  /**
   * Does nothing where BLAS computes right.
   *
   * @throws IllegalStateException if it does not
   */
  public static void require() {
    require(ERROR);
  }

  static void require(double error) {
    if (!(error <= TOLERANCE)) {
      throw new IllegalStateException(
          "OpenBLAS computes wrongly on this processor: a product of doubles, %d x %d by %d x %d, is off by %.2g; set the environment variable OPENBLAS_CORETYPE=HASWELL before Java starts"
              .formatted(M, K, K, N, error));
    }
  }

  /** The largest error; NaN if the product has NaN. */
  static double error() {
    double[] a = numbers(K * N);
    double[] b = a; // which is longer than a first factor
    double[] c = new double[M * N];
    double error = 0;
    for (boolean transposeA : new boolean[] {false, true}) {
      for (boolean transposeB : new boolean[] {false, true}) {
        cblas_dgemm(
            CblasRowMajor,
            transposeA ? CblasTrans : CblasNoTrans,
            transposeB ? CblasTrans : CblasNoTrans,
            M,
            N,
            K,
            1,
            a,
            transposeA ? M : K,
            b,
            transposeB ? K : N,
            0,
            c,
            N);
        for (int i = 0; i < M; i += STEP) {
          for (int j = 0; j < N; j += STEP) {
            double sum = 0;
            for (int k = 0; k < K; k++) {
              sum += a[transposeA ? k * M + i : i * K + k] * b[transposeB ? j * K + k : k * N + j];
            }
            error = Math.max(error, Math.abs(c[i * N + j] - sum));
          }
        }
      }
    }
    return error;
  }

  /** Numbers from -1 to 1 that follow no simple pattern. */
  private static double[] numbers(int count) {
    double[] numbers = new double[count];
    long state = 1;
    for (int i = 0; i < count; i++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      numbers[i] = (state >> 33) * 0x1p-30;
    }
    return numbers;
  }
}
