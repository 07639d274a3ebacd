package org.distill4j.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Mixing labels, {@code t = a p_teacher + (1 - a) y}, is distillation at temperature 1. */
class LabelMixingTest {

  private final INDArray student = logits(1);
  private final INDArray teacher = logits(2);
  private final INDArray labels = Nd4j.eye(6).castTo(student.dataType());

  private static INDArray logits(long seed) {
    double[] numbers = new Random(seed).doubles(36, -4, 4).toArray();
    return Nd4j.create(numbers, new long[] {6, 6}, 'c');
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 0.9, 1})
  void theGradientIsThatOfSoftTargetsAtTemperatureOne(double a) {
    INDArray mixed = SoftTargets.softmax(teacher, 1).mul(a).add(labels.mul(1 - a));
    INDArray byMixing = new CrossEntropyLoss().value(Targets.ofLabels(mixed), student).gradient();
    INDArray byDistilling =
        SoftTargetLoss.at(1)
            .hard(1 - a)
            .soft(a)
            .value(new Targets(labels, teacher), student)
            .gradient();
    assertEquals(0, byMixing.sub(byDistilling).amaxNumber().doubleValue(), 1e-14);
    for (int row = 0; row < 6; row++) {
      for (int k = 0; k < 6; k++) {
        double t = a * probability(teacher, row, k) + (row == k ? 1 - a : 0);
        assertEquals(probability(student, row, k) - t, byDistilling.getDouble(row, k), 1e-14);
      }
    }
  }

  private static double probability(INDArray logits, int row, int k) {
    double sum = 0;
    for (int j = 0; j < logits.size(1); j++) {
      sum += Math.exp(logits.getDouble(row, j));
    }
    return Math.exp(logits.getDouble(row, k)) / sum;
  }
}
