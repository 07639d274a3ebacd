package org.distill4j.model.network.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.model.Student;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class WeightBitsTest {

  private static float[] column(float... weights) {
    INDArray matrix = Nd4j.create(weights, new long[] {weights.length, 1}, 'f');
    return new WeightBits(2).rounded(matrix, 1).toFloatVector();
  }

  @Test
  void twoBitsAreOneStepThatFitsTheWeights() {
    // with {1, 0, -1} the best step is 0.8, and 0.3 is nearer to 0 than to that
    assertArrayEquals(new float[] {0.8f, 0, -0.8f}, column(0.9f, 0.3f, -0.7f), 1e-6f);
    // a step as large as the largest weight would leave nothing of the others
    assertArrayEquals(new float[] {0.65f, 0.65f, -0.65f, 0}, column(1, 0.45f, -0.5f, 0), 1e-6f);
    assertArrayEquals(new float[] {0, 0}, column(0, 0));
  }

  @Test
  void everyOutputHasAStepOfItsOwn() {
    INDArray dense = Nd4j.create(new float[][] {{7, 0.7f}, {1.2f, 0.12f}});
    assertArrayEquals(
        new float[] {7, 0.7f, 1, 0.1f},
        new WeightBits(4).rounded(dense, 1).ravel().toFloatVector(),
        0.15f);
    INDArray filters = dense.transpose().dup('c').reshape(2, 2, 1, 1);
    assertArrayEquals(
        new WeightBits(4).rounded(dense, 1).transpose().ravel().toFloatVector(),
        new WeightBits(4).rounded(filters, 0).ravel().toFloatVector());
  }

  /**
   * No step on a fine grid may have a clearly smaller error, and rounding again changes nothing.
   */
  @Test
  void theStepIsNearlyTheBest() {
    Random random = new Random(1);
    double[] weights = random.doubles(400, -1, 1).map(w -> w * w * w).toArray();
    INDArray matrix = Nd4j.create(weights, new long[] {400, 1}, 'f').castTo(DataType.FLOAT);
    for (int bits : new int[] {2, 3, 4, 8}) {
      int most = (1 << (bits - 1)) - 1;
      INDArray rounded = new WeightBits(bits).rounded(matrix, 1);
      double found = rounded.distance2(matrix);
      for (double step = 0.01 / most; step < 1.0 / most; step += 0.01 / most) {
        double at = step;
        double sum =
            Arrays.stream(weights)
                .map(w -> w - at * Math.max(-most, Math.min(most, Math.rint(w / at))))
                .map(error -> error * error)
                .sum();
        assertTrue(found < 1.15 * Math.sqrt(sum), bits + " bits, a step of " + at);
      }
      assertEquals(0, new WeightBits(bits).rounded(rounded, 1).distance2(rounded), 1e-5);
    }
  }

  @Test
  void aRoundedStudentIsACopyOfFewValuesWithAllItsBiases() {
    Student student = Toy.student(1);
    INDArray before = Toy.weights(student);
    Student rounded = student.rounded(3);
    assertEquals(before, Toy.weights(student));
    rounded.network().paramTable().forEach(WeightBitsTest::requireSevenValues);
    assertEquals(
        student.network().paramTable().get("0_b"), rounded.network().paramTable().get("0_b"));
    Refused.argument("weightBits must be from 2 to 8, but was 1", () -> student.rounded(1));
  }

  static void requireSevenValues(String name, INDArray weights) {
    for (int unit = 0; name.endsWith("_W") && unit < weights.columns(); unit++) {
      float[] column = weights.getColumn(unit).toFloatVector();
      Float[] sizes = new Float[column.length];
      Arrays.setAll(sizes, i -> Math.abs(column[i]));
      assertTrue(Arrays.stream(sizes).distinct().count() <= 4, Arrays.toString(sizes));
    }
  }
}
