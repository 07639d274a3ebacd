package org.distill4j.course;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.distill4j.data.Dataset;
import org.distill4j.model.Teacher;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class MnistTeacherTest {

  private final Dataset digits = Mnist.load().test().head(1_000);

  @Test
  void bothTeachersKnowDigits() {
    assertTrue(errors(MnistTeacher.load()) < 20);
    assertTrue(errors(MnistTeacher.loadConvolutional()) < 20);
  }

  @Test
  void theConvolutionalOneHasTheLayersThatItSays() {
    Teacher teacher = MnistTeacher.loadConvolutional();
    INDArray two = digits.features(0, 1);
    assertArrayEquals(new long[] {2, 16, 14, 14}, teacher.activations("pooling1", two).shape());
    assertArrayEquals(new long[] {2, 32, 7, 7}, teacher.activations("pooling2", two).shape());
    assertArrayEquals(new long[] {2, 64}, teacher.activations("hidden1", two).shape());
  }

  private int errors(Teacher teacher) {
    int[] answers = teacher.logits(digits.features()).argMax(1).toIntVector();
    int errors = 0;
    for (int i = 0; i < answers.length; i++) {
      errors += answers[i] == digits.label(i) ? 0 : 1;
    }
    return errors;
  }
}
