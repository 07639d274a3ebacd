package org.distill4j;

import java.util.List;
import java.util.Random;
import org.distill4j.data.Dataset;
import org.distill4j.model.NetworkBuilder;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A small problem that no linear classifier solves, and networks of its size. */
public final class Toy {

  public static final int WIDTH = 4;

  public static final List<String> CLASSES = List.of("centre", "above", "below");

  private Toy() {}

  /**
   * Points of a square, with two numbers beside them that mean nothing: in the centre, above or
   * below.
   */
  public static Dataset points(int n, long seed) {
    Random random = new Random(seed);
    float[] features = new float[n * WIDTH];
    int[] labels = new int[n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < WIDTH; j++) {
        features[i * WIDTH + j] = 2 * random.nextFloat() - 1;
      }
      float x = features[i * WIDTH];
      float y = features[i * WIDTH + 1];
      labels[i] = x * x + y * y < 0.5 ? 0 : y > 0 ? 1 : 2;
    }
    return Dataset.of(Nd4j.create(features, new long[] {n, WIDTH}, 'c'), labels, CLASSES);
  }

  public static Student student(long seed) {
    return sized(Student.mlp(WIDTH), seed).build();
  }

  public static Teacher teacher(long seed) {
    return sized(Teacher.mlp(WIDTH), seed).build();
  }

  /** Hidden layers of 9 and 6 units. */
  public static <R> NetworkBuilder<R> sized(NetworkBuilder<R> builder, long seed) {
    return builder.hidden(9, 6).classes(CLASSES.size()).activation(Activation.TANH).seed(seed);
  }

  /** Numbers from -2 to 2, in double precision. */
  public static INDArray random(long seed, int rows, int columns) {
    Random random = new Random(seed);
    double[] numbers = random.doubles((long) rows * columns, -2, 2).toArray();
    return Nd4j.create(numbers, new long[] {rows, columns}, 'c');
  }

  public static INDArray weights(Student student) {
    return student.network().params().dup();
  }
}
