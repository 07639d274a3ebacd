package org.distill4j.internal;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.distill4j.Refused;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class FiniteRowsTest {

  private static INDArray rows(INDArray matrix, int from, int to) {
    return matrix.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
  }

  private static INDArray columns(INDArray matrix, int from, int to) {
    return matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
  }

  @Test
  void theFirstRowIsNamedWhateverTheLayout() {
    for (double wrong :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE}) {
        INDArray matrix = Nd4j.ones(type, 5_000, 3);
        FiniteRows.require("numbers", matrix);
        matrix.putScalar(3_000, 1, wrong);
        for (char order : new char[] {'c', 'f'}) {
          INDArray laidOut = matrix.dup(order);
          assertRefused("row 3,000 has", laidOut);
          assertRefused("row 0 has", rows(laidOut, 3_000, 3_001));
          assertRefused("row 1,000 has", rows(laidOut, 2_000, 4_000));
          FiniteRows.require("numbers", rows(laidOut, 0, 3_000));
          FiniteRows.require("numbers", rows(laidOut, 3_001, 5_000));
          assertRefused("row 3,000 has", columns(laidOut, 1, 2));
          FiniteRows.require("numbers", columns(laidOut, 0, 1));
          FiniteRows.require("numbers", columns(laidOut, 2, 3));
        }
      }
    }
  }

  private static void assertRefused(String where, INDArray matrix) {
    Refused.argument(
        "numbers must be finite, but %s a number that is NaN or infinite".formatted(where),
        () -> FiniteRows.require("numbers", matrix));
  }

  @Test
  void otherRowsAreCounted() {
    INDArray matrix = Nd4j.ones(4, 2).muli(Double.POSITIVE_INFINITY);
    Refused.argument(
        "numbers must be finite, but row 0, as 3 others, has a number that is NaN or infinite",
        () -> FiniteRows.require("numbers", matrix));
    assertThrows(IllegalArgumentException.class, () -> FiniteRows.require("x", matrix.neg()));
  }
}
