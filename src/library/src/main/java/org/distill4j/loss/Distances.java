package org.distill4j.loss;

import org.distill4j.internal.MatrixRows;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Euclidean distances between all rows of a matrix; of equal rows exactly 0. */
final class Distances {

  private Distances() {}

  /** A symmetric matrix {@code [B, B]}, of the rows' type. */
  static INDArray of(INDArray rows) {
    double[][] x = MatrixRows.of(rows);
    double[][] d = new double[x.length][x.length];
    for (int i = 0; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        d[i][j] = between(x[i], x[j]);
        d[j][i] = d[i][j];
      }
    }
    return Nd4j.createFromArray(d).castTo(rows.dataType());
  }

  private static double between(double[] a, double[] b) {
    double squares = 0;
    for (int k = 0; k < a.length; k++) {
      squares += (a[k] - b[k]) * (a[k] - b[k]);
    }
    return Math.sqrt(squares);
  }
}
