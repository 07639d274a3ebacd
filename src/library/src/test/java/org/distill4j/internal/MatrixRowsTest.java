package org.distill4j.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class MatrixRowsTest {

  @Test
  void aMatrixCanBeReadInParts() {
    INDArray matrix = Nd4j.arange(35).reshape(7, 5).castTo(DataType.FLOAT);
    double[][] whole = MatrixRows.of(matrix);
    for (INDArray same : new INDArray[] {matrix, matrix.dup('f')}) {
      for (int most : new int[] {1, 5, 9, 10, 34, 35}) {
        assertArrayEquals(whole, MatrixRows.of(same, most));
      }
    }
  }

  @Test
  void readsWhatTheMatrixHoldsInAnyTypeAndLayout() {
    INDArray numbers = Nd4j.createFromArray(new double[][] {{0.1, 2, 3}, {4, 5, 6}});
    for (INDArray matrix :
        new INDArray[] {numbers, numbers.dup('f'), numbers.castTo(DataType.FLOAT)}) {
      double[][] rows = MatrixRows.of(matrix);
      for (int row = 0; row < 2; row++) {
        for (int column = 0; column < 3; column++) {
          assertEquals(matrix.getDouble(row, column), rows[row][column]);
        }
      }
    }
  }

  @Test
  void readsPartsOfAMatrix() {
    INDArray numbers = Nd4j.arange(12).reshape(3, 4);
    INDArray part = numbers.get(NDArrayIndex.interval(1, 3), NDArrayIndex.interval(1, 3));
    assertArrayEquals(new double[][] {{5, 6}, {9, 10}}, MatrixRows.of(part));
    assertArrayEquals(
        new double[][] {{0, 4, 8}, {1, 5, 9}}, MatrixRows.of(numbers.transpose().getRows(0, 1)));
    assertEquals(5, numbers.getDouble(1, 1));
  }

  @Test
  void numbersBecomeAMatrixRowByRow() {
    double[] numbers = {1, 2, 3, 4, 5, 6};
    INDArray matrix = MatrixRows.array(DataType.FLOAT, 3, numbers);
    assertEquals(DataType.FLOAT, matrix.dataType());
    assertArrayEquals(new double[][] {{1, 2, 3}, {4, 5, 6}}, matrix.toDoubleMatrix());
    matrix.addi(1);
    assertEquals(1, numbers[0]);
  }
}
