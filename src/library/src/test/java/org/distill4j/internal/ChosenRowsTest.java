package org.distill4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

class ChosenRowsTest {

  private static void assertRows(INDArray matrix) {
    INDArray chosen = ChosenRows.of(matrix, 4, 0, 4);
    assertEquals(matrix.dataType(), chosen.dataType());
    assertEquals(3, chosen.size(0));
    assertEquals(matrix.getRow(4), chosen.getRow(0));
    assertEquals(matrix.getRow(0), chosen.getRow(1));
    assertEquals(matrix.getRow(4), chosen.getRow(2));
  }

  @Test
  void rowsOfAnyMatrixAreCopiedInTheOrderAskedFor() {
    for (DataType type : new DataType[] {DataType.FLOAT, DataType.DOUBLE, DataType.UINT8}) {
      INDArray matrix = Nd4j.arange(15).reshape(5, 3).castTo(type);
      assertRows(matrix);
      assertRows(matrix.dup('f'));
      assertRows(matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(1, 3)));
    }
  }

  @Test
  void theRowsAreCopies() {
    INDArray matrix = Nd4j.ones(DataType.FLOAT, 2, 2);
    ChosenRows.of(matrix, 1).assign(0);
    assertEquals(4, matrix.sumNumber().intValue());
  }
}
