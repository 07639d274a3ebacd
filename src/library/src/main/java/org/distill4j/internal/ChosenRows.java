package org.distill4j.internal;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Copies rows of a matrix, as ND4J can too, but without waking other threads for a small batch. */
public final class ChosenRows {

  private ChosenRows() {}

  /**
   * Copies rows.
   *
   * @param matrix {@code [N, d]}, not modified
   * @param rows positions from 0 to {@code N - 1}, at least one, in any order
   * @return {@code [rows.length, d]}
   */
  public static INDArray of(INDArray matrix, int... rows) {
    if (matrix.dataType() != DataType.FLOAT
        || matrix.ordering() != 'c'
        || matrix.isView()
        || !DirectMemory.holds(matrix.length(), DataType.FLOAT)
        || !DirectMemory.holds(rows.length * matrix.size(1), DataType.FLOAT)) {
      return Nd4j.pullRows(matrix, 1, rows);
    }
    int width = (int) matrix.size(1);
    INDArray chosen = Nd4j.createUninitialized(DataType.FLOAT, rows.length, width);
    FloatBuffer from = matrix.data().asNioFloat();
    FloatBuffer to = chosen.data().asNioFloat();
    for (int i = 0; i < rows.length; i++) {
      to.put(i * width, from, rows[i] * width, width);
    }
    return chosen;
  }
}
