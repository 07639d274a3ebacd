package org.distill4j.internal;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix as rows in Java's own memory, read all at once: number by number, ND4J takes longer than
 * most of what is computed from them.
 */
public final class MatrixRows {

  private MatrixRows() {}

  /**
   * Copies a matrix.
   *
   * @param matrix {@code [N, d]} of any type and layout; not modified
   * @return N rows of d numbers
   */
  public static double[][] of(INDArray matrix) {
    double[] all = matrix.dup('c').data().asDouble();
    int width = (int) matrix.size(1);
    return IntStream.range(0, (int) matrix.size(0))
        .mapToObj(i -> Arrays.copyOfRange(all, i * width, (i + 1) * width))
        .toArray(double[][]::new);
  }
}
