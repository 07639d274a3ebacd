package org.distill4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MungeTest {

  private static final Dataset SET = Mixed.examples(700, 1);

  @Test
  void theNearestIsFoundAsByLookingAtAllPairs() {
    double[][] points = new double[SET.size()][];
    double[] deviations = Standardizer.fit(SET).deviations().toDoubleVector();
    for (int i = 0; i < points.length; i++) {
      points[i] = SET.features(i).data().asDouble();
    }
    int[] found = Neighbours.nearest(SET);
    for (int a = 0; a < points.length; a++) {
      double nearest = Double.POSITIVE_INFINITY;
      for (int b = 0; b < points.length; b++) {
        nearest = a == b ? nearest : Math.min(nearest, distance(points[a], points[b], deviations));
      }
      assertNotEquals(a, found[a]);
      assertEquals(nearest, distance(points[a], points[found[a]], deviations), 1e-5);
    }
  }

  private static double distance(double[] a, double[] b, double[] deviations) {
    double length = (a[0] - b[0]) / deviations[0];
    double weight = (a[4] - b[4]) / deviations[4];
    double colour = Arrays.equals(a, 1, 4, b, 1, 4) ? 0 : 1;
    return length * length + weight * weight + colour;
  }

  @Test
  void withoutVarianceEveryColumnKeepsItsValues() {
    Dataset made = new Munge(0.7, Double.POSITIVE_INFINITY).examples(SET, 3, 2);
    assertEquals("2,100 examples of 5 features, 2 classes, unlabelled", made.toString());
    assertEquals(Mixed.ATTRIBUTES, made.attributes());
    int[] secondPass = IntStream.range(700, 1_400).toArray();
    for (int column = 0; column < 5; column++) {
      assertArrayEquals(sorted(SET.features(), column), sorted(made.features(secondPass), column));
    }
    assertNotEquals(SET.features(), made.features(secondPass));
  }

  private static float[] sorted(INDArray features, int column) {
    float[] values = features.getColumn(column).dup().toFloatVector();
    Arrays.sort(values);
    return values;
  }

  @Test
  void theDistributionIsKept() {
    INDArray before = SET.features().castTo(DataType.DOUBLE);
    INDArray after = new Munge(0.5, 3).examples(SET, 5, 3).features().castTo(DataType.DOUBLE);
    for (int column : new int[] {0, 4}) {
      double deviation = before.getColumn(column).stdNumber().doubleValue();
      assertEquals(
          before.getColumn(column).meanNumber().doubleValue(),
          after.getColumn(column).meanNumber().doubleValue(),
          0.05 * deviation);
      assertEquals(deviation, after.getColumn(column).stdNumber().doubleValue(), 0.1 * deviation);
      assertTrue(
          after.getColumn(column).maxNumber().doubleValue()
              < before.getColumn(column).maxNumber().doubleValue() + deviation);
    }
    // unlike independent columns, a category stays with the numbers that it goes with
    INDArray red = after.getColumn(1);
    double length =
        after.getColumn(0).mul(red).sumNumber().doubleValue() / red.sumNumber().doubleValue();
    INDArray redBefore = before.getColumn(1);
    double lengthBefore =
        before.getColumn(0).mul(redBefore).sumNumber().doubleValue()
            / redBefore.sumNumber().doubleValue();
    assertTrue(lengthBefore < 93);
    assertEquals(lengthBefore, length, 1);
  }

  @Test
  void aPairIsMixedAsThePaperSays() {
    Dataset pair = Dataset.unlabelled(Nd4j.create(new float[][] {{0}, {6}}), List.of("a", "b"));
    INDArray made = new Munge(1, Double.POSITIVE_INFINITY).examples(pair, 1, 4).features();
    assertEquals(pair.features(), made); // swapped when the first meets the second, and back
    double[] moved =
        new Munge(1, 2)
            .examples(pair, 4_000, 5)
            .features()
            .castTo(DataType.DOUBLE)
            .data()
            .asDouble();
    double mean = 0;
    double square = 0;
    for (int i = 0; i < moved.length; i += 2) {
      mean += moved[i] / 4_000;
      square += moved[i] * moved[i] / 4_000;
    }
    // x = 6 + 3g and y = 3h, then x' = y + |x - y| / 2 k: variance 9 + (36 + 9 + 9) / 4
    assertEquals(0, mean, 0.25);
    assertEquals(9 + 54 / 4.0, square, 1.5);
  }

  @Test
  void nothingHappensWithProbabilityZero() {
    assertEquals(SET.features(), new Munge(0, 1).examples(SET, 1, 6).features());
  }

  @Test
  void itIsSeeded() {
    Munge munge = new Munge(0.5, 5);
    assertEquals(munge.examples(SET, 1, 7).features(), munge.examples(SET, 1, 7).features());
    assertNotEquals(munge.examples(SET, 1, 7).features(), munge.examples(SET, 1, 8).features());
  }

  @Test
  void refusesWhatCannotBe() {
    assertRefused("probability must be from 0 to 1, but was 1.5", () -> new Munge(1.5, 1));
    assertRefused("probability must be from 0 to 1, but was NaN", () -> new Munge(Double.NaN, 1));
    assertRefused("s must be above 0, but was 0.0", () -> new Munge(0.5, 0));
    assertRefused(
        "there must be at least two examples and one pass, but were 1 and 2",
        () -> new Munge(0.5, 5).examples(SET.head(1), 2, 1));
  }

  private static void assertRefused(String text, Executable call) {
    assertEquals(text, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
