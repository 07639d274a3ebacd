package org.distill4j.data;

import java.nio.FloatBuffer;
import org.distill4j.internal.DirectMemory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Finds the nearest other example of each by comparing all pairs, a few hundred rows at a time. */
final class Neighbours {

  private static final int ROWS = 256;

  private Neighbours() {}

  /**
   * Nearest by the Euclidean distance of standardised numbers; two different categories are 1
   * apart.
   *
   * @param data at least two examples
   * @return position of each example's nearest other one, the first of equally near ones
   */
  static int[] nearest(Dataset data) {
    INDArray points = points(data);
    INDArray squares = points.mul(points).sum(true, 1);
    int[] nearest = new int[data.size()];
    int step = DirectMemory.end(0, ROWS, nearest.length, DataType.FLOAT);
    for (int start = 0; start < nearest.length; start += step) {
      int end = Math.min(nearest.length, start + step);
      INDArray some = points.get(NDArrayIndex.interval(start, end), NDArrayIndex.all());
      // |a - b|^2 without |a|^2, which is the same for all b: one column for each a
      INDArray distances =
          Nd4j.createUninitialized(DataType.FLOAT, new long[] {nearest.length, end - start}, 'f');
      try (distances) {
        points.mmuli(some.transpose(), distances).muli(-2).addiColumnVector(squares);
        FloatBuffer memory = distances.data().asNioFloat();
        float[] column = new float[nearest.length];
        for (int a = start; a < end; a++) {
          memory.get(column);
          column[a] = Float.POSITIVE_INFINITY;
          nearest[a] = smallest(column);
        }
      }
    }
    return nearest;
  }

  private static INDArray points(Dataset data) {
    INDArray numbers = Attribute.areNumbers(data.attributes());
    // two different categories differ by 1 in two features, which would be a distance of √2
    INDArray scale = numbers.add(numbers.rsub(1).muli(Math.sqrt(0.5))).castTo(DataType.FLOAT);
    INDArray points = Standardizer.fit(data).apply(data).features().castTo(DataType.FLOAT);
    return points.muliRowVector(scale);
  }

  private static int smallest(float[] numbers) {
    int smallest = 0;
    for (int i = 1; i < numbers.length; i++) {
      if (numbers[i] < numbers[smallest]) {
        smallest = i;
      }
    }
    return smallest;
  }
}
