package org.distill4j.export.internal.onnx;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.distill4j.export.internal.Range;

/** Numbers of a shape, in C order. */
final class Values {

  private final int[] shape;
  private final double[] numbers;

  Values(int[] shape, double... numbers) {
    this.shape = shape.clone();
    this.numbers = numbers;
  }

  static Values zeros(int... shape) {
    return new Values(shape, new double[Arrays.stream(shape).reduce(1, (a, b) -> a * b)]);
  }

  int size(int axis) {
    return shape[axis];
  }

  int[] shape() {
    return shape.clone();
  }

  int length() {
    return numbers.length;
  }

  double get(int index) {
    return numbers[index];
  }

  void set(int index, double value) {
    numbers[index] = value;
  }

  double[] numbers() {
    return numbers.clone();
  }

  Range range() {
    return new Range(
        Arrays.stream(numbers).min().orElse(0), Arrays.stream(numbers).max().orElse(0));
  }

  /** The numbers behind the first axis and the second: 1 for a matrix. */
  int places() {
    return length() / (shape[0] * shape[1]);
  }

  Values map(DoubleUnaryOperator function) {
    return new Values(shape, Arrays.stream(numbers).map(function).toArray());
  }

  /** Place by place; one number stands for as many as the other has. */
  Values with(Values other, DoubleBinaryOperator function) {
    if (length() == 1 && other.length() > 1) {
      return other.map(right -> function.applyAsDouble(numbers[0], right));
    }
    double[] result = new double[length()];
    for (int i = 0; i < result.length; i++) {
      double right = other.length() == 1 ? other.numbers[0] : other.numbers[i];
      result[i] = function.applyAsDouble(numbers[i], right);
    }
    return new Values(shape, result);
  }
}
