package org.distill4j.data;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import org.distill4j.internal.DirectMemory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Reads images that are stored as bytes, in one pass where ND4J takes three. */
final class Pixels {

  private static final float[] SHARES = new float[256];

  static {
    for (int value = 0; value < SHARES.length; value++) {
      SHARES[value] = value / 255f;
    }
  }

  private Pixels() {}

  /**
   * Whether an array is laid out as this class expects, bytes, image after image, and some of its
   * rows are few enough.
   */
  static boolean fit(INDArray features, int rows) {
    return features.dataType() == DataType.UINT8
        && features.ordering() == 'c'
        && !features.isView()
        && DirectMemory.holds(features.length(), DataType.UINT8)
        && DirectMemory.holds(rows * features.size(1), DataType.FLOAT);
  }

  /**
   * Chosen rows as numbers from 0 to 1.
   *
   * @param pixels that {@link #fit}, {@code [N, d]}; not modified
   * @param rows positions from 0 to {@code N - 1}
   * @return of type FLOAT, {@code [rows.length, d]}
   */
  static INDArray read(INDArray pixels, int[] rows) {
    ByteBuffer memory = pixels.data().asNio();
    byte[] bytes = new byte[(int) pixels.size(1)];
    float[] numbers = new float[bytes.length];
    INDArray result = Nd4j.createUninitialized(DataType.FLOAT, rows.length, bytes.length);
    FloatBuffer target = result.data().asNioFloat();
    for (int i = 0; i < rows.length; i++) {
      memory.get(rows[i] * bytes.length, bytes);
      for (int j = 0; j < bytes.length; j++) {
        numbers[j] = SHARES[bytes[j] & 0xff];
      }
      target.put(i * bytes.length, numbers);
    }
    return result;
  }
}
