package org.distill4j.distill;

import org.distill4j.course.Mnist;
import org.distill4j.data.Dataset;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.distill4j.model.train.Plan;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A thousand digits, shrunk to 7 x 7 pixels, and what learns them in a moment. */
final class Digits {

  static final int SIDE = 7;

  static final Dataset TRAIN = shrunk(Mnist.load().train().head(1_000));

  private Digits() {}

  /** Every 4 x 4 pixels become their mean. */
  private static Dataset shrunk(Dataset digits) {
    INDArray pixels = digits.features().reshape('c', digits.size(), SIDE, 4, SIDE, 4);
    int[] labels = new int[digits.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = digits.label(i);
    }
    INDArray means = pixels.mean(2, 4).dup('c').reshape('c', digits.size(), SIDE * SIDE);
    return Dataset.of(means, labels, digits.classes());
  }

  static Teacher teacher() {
    Teacher teacher = Teacher.mlp(SIDE * SIDE).hidden(60, 40).classes(10).seed(1).build();
    teacher.fit(TRAIN, Plan.epochs(10).withBatchSize(50));
    return teacher;
  }

  static Teacher convolutionalTeacher() {
    Teacher teacher =
        Teacher.cnn(SIDE, SIDE, 1).convolutions(6, 8).hidden(20).classes(10).seed(1).build();
    teacher.fit(TRAIN, Plan.epochs(3).withBatchSize(50));
    return teacher;
  }

  static Student student() {
    return Student.mlp(SIDE * SIDE).hidden(30, 30).classes(10).seed(2).build();
  }

  static Student convolutionalStudent() {
    return Student.cnn(SIDE, SIDE, 1).convolutions(4, 5).hidden(12).classes(10).seed(2).build();
  }

  static INDArray weights(Student student) {
    return student.network().params().dup();
  }
}
