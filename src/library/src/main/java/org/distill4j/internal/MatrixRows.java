package org.distill4j.internal;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
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
      read(some, rows, start);
    }
    return rows;
  }

  private static void read(INDArray matrix, double[][] rows, int start) {
    INDArray whole = matrix.isView() ? matrix.dup() : matrix;
    double[] numbers = whole.data().asDouble();
    int examples = (int) matrix.size(0);
    int width = (int) matrix.size(1);
    int down = whole.stride(0);
    int right = whole.stride(1);
    for (int i = 0; i < examples; i++) {
      double[] row = new double[width];
      for (int k = 0; k < width; k++) {
        row[k] = numbers[i * down + k * right];
      }
      rows[start + i] = row;
    }
  }

  /**
   * The way back: copies numbers into a matrix.
   *
   * @param type of the matrix
   * @param width numbers in a row, at least 1
   * @param numbers row by row; not modified
   * @return {@code [numbers.length / width, width]}
   */
  public static INDArray array(DataType type, int width, double... numbers) {
    long[] shape = {numbers.length / width, width};
    return Nd4j.create(numbers, shape, new long[] {width, 1}, 'c', type);
  }
}
