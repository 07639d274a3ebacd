package org.distill4j.internal;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A matrix as rows in Java's own memory, read all at once: number by number, ND4J takes longer than
 * most of what is computed from them.
 */
public final class MatrixRows {

  /** Numbers read together: more than any matrix that a report reads, less than an array holds. */
  private static final int MOST = 1 << 26;

  private MatrixRows() {}

  /**
   * Copies a matrix.
   *
   * @param matrix {@code [N, d]} of any type and layout; not modified
   * @return N rows of d numbers
   */
  public static double[][] of(INDArray matrix) {
    return of(matrix, MOST);
  }

  /** Reads some rows at a time, all of which have at most so many numbers. */
  static double[][] of(INDArray matrix, int most) {
    double[][] rows = new double[Math.toIntExact(matrix.size(0))][];
    int width = Math.toIntExact(matrix.size(1));
    int step = Math.max(1, most / width);
    for (int start = 0; start < rows.length; start += step) {
      int end = Math.min(rows.length, start + step);
      INDArray some =
          end - start == rows.length
              ? matrix
              : matrix.get(NDArrayIndex.interval(start, end), NDArrayIndex.all());
      double[] numbers = some.dup('c').data().asDouble();
      for (int i = start; i < end; i++) {
        rows[i] = Arrays.copyOfRange(numbers, (i - start) * width, (i - start + 1) * width);
      }
    }
    return rows;
  }
}
