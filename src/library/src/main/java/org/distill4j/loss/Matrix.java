package org.distill4j.loss;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A small matrix in Java's own memory, for losses that go through it row by row. */
final class Matrix {

  private final double[] numbers;
  private final int columns;

  private Matrix(double[] numbers, int columns) {
    this.numbers = numbers;
    this.columns = columns;
  }

  /** Copies a matrix of any type and layout, at least one column wide. */
  static Matrix of(INDArray matrix) {
    INDArray whole = matrix.isView() ? matrix.dup() : matrix;
    double[] memory = whole.data().asDouble();
    Matrix copy = zeros(matrix.size(0), (int) matrix.size(1));
    for (int row = 0; row < copy.rows(); row++) {
      for (int column = 0; column < copy.columns; column++) {
        copy.add(row, column, memory[row * whole.stride(0) + column * whole.stride(1)]);
      }
    }
    return copy;
  }

  static Matrix zeros(long rows, int columns) {
    return new Matrix(new double[Math.toIntExact(rows * columns)], columns);
  }

  int rows() {
    return numbers.length / columns;
  }

  int columns() {
    return columns;
  }

  /** A row, copied. */
  double[] row(int row) {
    return Arrays.copyOfRange(numbers, row * columns, (row + 1) * columns);
  }

  /** A column, copied. */
  double[] column(int column) {
    return IntStream.range(0, rows()).mapToDouble(row -> numbers[row * columns + column]).toArray();
  }

  /** All rows, copied. */
  double[][] all() {
    return IntStream.range(0, rows()).mapToObj(this::row).toArray(double[][]::new);
  }

  void add(int row, int column, double number) {
    numbers[row * columns + column] += number;
  }

  /** Copies it into an array {@code [rows, columns]}. */
  INDArray array(DataType type) {
    return Nd4j.create(numbers, new long[] {rows(), columns}, new long[] {columns, 1}, 'c', type);
  }
}
