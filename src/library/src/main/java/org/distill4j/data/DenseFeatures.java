package org.distill4j.data;

import java.util.Arrays;
import org.distill4j.internal.ChosenRows;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * Features in an array.
 *
 * @param array {@code [N, d]}, finite floating-point numbers, or bytes of type UINT8
 */
record DenseFeatures(INDArray array) implements Features {

  DenseFeatures {
    if (array.isEmpty() || array.rank() != 2) {
      throw new IllegalArgumentException(
          "features must be a matrix [N, d] of at least one example, but have shape "
              + Arrays.toString(array.shape()));
    }
    if (array.dataType().isFPType()) {
      long wrong = array.scan(Conditions.notFinite()).longValue();
      if (wrong > 0) {
        throw new IllegalArgumentException(
            "features must be finite, but %,d of them are NaN or infinite".formatted(wrong));
      }
    }
  }

  @Override
  public int count() {
    return Math.toIntExact(array.size(0));
  }

  @Override
  public int width() {
    return Math.toIntExact(array.size(1));
  }

  @Override
  public DataType type() {
    return array.dataType();
  }

  @Override
  public INDArray stored(int[] rows) {
    return ChosenRows.of(array, rows);
  }

  @Override
  public INDArray numbers(int[] rows) {
    if (Pixels.fit(array, rows.length)) {
      return Pixels.read(array, rows);
    }
    INDArray read = stored(rows);
    return read.dataType() == DataType.UINT8 ? read.castTo(DataType.FLOAT).divi(255) : read;
  }
}
