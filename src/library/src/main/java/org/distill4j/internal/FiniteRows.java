package org.distill4j.internal;

import java.nio.FloatBuffer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * Whether every number of a matrix can be computed with. In Java, because for one example ND4J's
 * own search takes as long as the answer of a small network.
 */
public final class FiniteRows {

  private static final int PIECE = 1 << 12;

  /** Bits of infinity; those of NaN are larger, whatever the sign. */
  private static final int INFINITE = Float.floatToIntBits(Float.POSITIVE_INFINITY);

  private FiniteRows() {}

  /**
   * Refuses a matrix with NaN or infinity: layers may make 0 of them, and of that an answer.
   *
   * @param what the matrix is, in the plural
   * @param matrix {@code [N, d]}; not modified
   * @throws IllegalArgumentException if a number is NaN or infinite; it names the first such row
   */
  public static void require(String what, INDArray matrix) {
    if (isFinite(matrix)) {
      return;
    }
    double[][] rows = MatrixRows.of(matrix);
    int first = -1;
    int count = 0;
    for (int i = 0; i < rows.length; i++) {
      if (!isFinite(rows[i])) {
        first = first < 0 ? i : first;
        count++;
      }
    }
    if (count > 0) {
      throw new IllegalArgumentException(
          "%s must be finite, but row %,d%s has a number that is NaN or infinite"
              .formatted(what, first, count == 1 ? "" : ", as %,d others,".formatted(count - 1)));
    }
  }

  private static boolean isFinite(INDArray matrix) {
    boolean dense =
        matrix.stride(1) == 1 && (matrix.size(0) == 1 || matrix.stride(0) == matrix.size(1));
    if (matrix.dataType() != DataType.FLOAT || !dense) {
      return matrix.scan(Conditions.notFinite()).longValue() == 0;
    }
    FloatBuffer numbers = matrix.data().asNioFloat();
    float[] piece = new float[(int) Math.min(PIECE, matrix.length())];
    for (long left = matrix.length(); left > 0; left -= piece.length) {
      int length = (int) Math.min(left, piece.length);
      numbers.get(piece, 0, length);
      int largest = 0;
      for (int i = 0; i < length; i++) {
        largest = Math.max(largest, Float.floatToRawIntBits(piece[i]) & Integer.MAX_VALUE);
      }
      if (largest >= INFINITE) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFinite(double... row) {
    for (double number : row) {
      if (!Double.isFinite(number)) {
        return false;
      }
    }
    return true;
  }
}
