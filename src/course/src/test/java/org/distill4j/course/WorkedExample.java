package org.distill4j.course;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Three examples of four classes, {@code [3, 4]}, new arrays each time. */
final class WorkedExample {

  private WorkedExample() {}

  static INDArray teacher() {
    return Nd4j.createFromArray(new double[][] {{4, -2, 1.5, -1}, {1, 3, -1, -3}, {-2, 0, 5, 2}});
  }

  static INDArray student() {
    return Nd4j.createFromArray(
        new double[][] {{2, -1, 0.5, 0}, {0.3, 1.7, -0.4, -2.1}, {-1.2, 0.8, 3.1, 0.6}});
  }

  static INDArray labels() {
    return Nd4j.eye(4).castTo(teacher().dataType()).getRows(0, 1, 2);
  }
}
