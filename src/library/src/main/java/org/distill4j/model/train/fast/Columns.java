package org.distill4j.model.train.fast;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.IntPointer;
import org.distill4j.internal.DirectMemory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Element-wise work of a dense layer on column-major float matrices, in one pass over the memory
 * where separate operations would take three.
 */
final class Columns {

  /** Numbers copied into an array at a time: few enough to stay in the fastest cache. */
  static final int PIECE = 256;

  private Columns() {}

  /** Whether a matrix is laid out as these methods expect, and one buffer shows all of it. */
  static boolean fit(INDArray matrix) {
    return matrix.dataType() == DataType.FLOAT
        && DirectMemory.holds(matrix.length(), DataType.FLOAT)
        && matrix.ordering() == 'f'
        && matrix.stride(0) == 1
        && matrix.stride(1) == matrix.size(0);
  }

  /** The memory of an array, from its first number, wherever that lies in a larger array. */
  static FloatBuffer floats(INDArray array) {
    return floats(array, 0, (int) array.length());
  }

  /** A part of the memory of an array, which may be larger than a buffer. */
  static FloatBuffer floats(INDArray array, long start, int length) {
    return part(new FloatPointer(array.data().addressPointer()), start, length);
  }

  /** A part of some memory, which may be larger than a buffer. */
  static FloatBuffer part(FloatPointer memory, long start, int length) {
    return new FloatPointer(memory).position(start).limit(start + length).asBuffer();
  }

  /**
   * Adds a bias to each column and clips below.
   *
   * @param z {@code [B, n]}, modified
   * @param bias {@code [1, n]}, not modified
   * @param least 0 for ReLU, negative infinity for none
   * @param from first column
   * @param to column after the last
   */
  static void addBias(INDArray z, INDArray bias, float least, int from, int to) {
    FloatBuffer memory = floats(z);
    FloatBuffer biases = floats(bias);
    int rows = (int) z.size(0);
    int some = Math.min(to - from, Math.max(1, PIECE / rows)); // columns, of few rows several
    float[] piece = new float[some * rows];
    for (int j = from; j < to; j += some) {
      int length = Math.min(some, to - j) * rows;
      memory.get(j * rows, piece, 0, length);
      for (int start = 0; start < length; start += rows) {
        float b = biases.get(j + start / rows);
        for (int i = start; i < start + rows; i++) {
          piece[i] = Math.max(piece[i] + b, least);
        }
      }
      memory.put(j * rows, piece, 0, length);
    }
  }

  /**
   * The backward pass of ReLU: keeps the gradient where the activation is above 0.
   *
   * @param activation what the forward pass gave, not modified
   * @param epsilon gradient with respect to it, laid out alike without gaps; becomes the gradient
   *     with respect to the pre-activation
   * @param from first number, in the order of the memory
   * @param to number after the last
   */
  static void backward(INDArray activation, INDArray epsilon, int from, int to) {
    IntBuffer activations = bits(activation, 0, (int) activation.length());
    IntBuffer gradients = bits(epsilon, 0, (int) epsilon.length());
    int[] a = new int[PIECE];
    int[] g = new int[PIECE];
    for (int start = from; start < to; start += PIECE) {
      int length = Math.min(PIECE, to - start);
      activations.get(start, a, 0, length);
      gradients.get(start, g, 0, length);
      for (int i = 0; i < length; i++) {
        g[i] &= -a[i] >> 31; // all ones above 0; a branch is mispredicted for every other number
      }
      gradients.put(start, g, 0, length);
    }
  }

  /**
   * Adds up each column, in the order in which ND4J does.
   *
   * @param matrix {@code [B, n]}, not modified
   * @param sums {@code [1, n]}, overwritten
   * @param from first column
   * @param to column after the last
   */
  static void sum(INDArray matrix, INDArray sums, int from, int to) {
    FloatBuffer memory = floats(matrix);
    FloatBuffer result = floats(sums);
    float[] column = new float[(int) matrix.size(0)];
    for (int j = from; j < to; j++) {
      memory.get(j * column.length, column);
      float sum = 0;
      for (float number : column) {
        sum += number;
      }
      result.put(j, sum);
    }
  }

  /**
   * Whether no number is infinite or NaN.
   *
   * @param array of type FLOAT, laid out without gaps; not modified
   */
  static boolean isFinite(INDArray array) {
    int most = DirectMemory.most(DataType.FLOAT);
    for (long start = 0; start < array.length(); start += most) {
      int length = (int) Math.min(most, array.length() - start);
      if (!isFinite(bits(array, start, length), length)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFinite(IntBuffer numbers, int count) {
    int[] piece = new int[PIECE];
    int largest = 0;
    for (int start = 0; start < count; start += PIECE) {
      int length = Math.min(PIECE, count - start);
      numbers.get(start, piece, 0, length);
      for (int i = 0; i < length; i++) {
        largest = Math.max(largest, piece[i] & Integer.MAX_VALUE); // without its sign
      }
    }
    return largest < Float.floatToIntBits(Float.POSITIVE_INFINITY);
  }

  private static IntBuffer bits(INDArray array, long start, int length) {
    IntPointer memory = new IntPointer(array.data().addressPointer());
    return memory.position(start).limit(start + length).asBuffer();
  }
}
