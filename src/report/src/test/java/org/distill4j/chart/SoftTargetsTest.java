package org.distill4j.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SoftTargetsTest {

  private static final List<String> PETS = List.of("cat", "dog", "cow");
  private static final double[] LOGITS = {1, 4, 2};

  private static INDArray logits(double... values) {
    return Nd4j.create(new double[][] {values});
  }

  private static List<String> names(int n) {
    return IntStream.range(0, n).mapToObj(i -> "c" + i).toList();
  }

  @Test
  void seriesAreTheSoftmaxAtEachTemperature() {
    Figure figure = Pictures.whole(() -> Charts.softTargets(logits(LOGITS), PETS, 1, 2));
    assertEquals(List.of("T = 1", "T = 2"), figure.series().stream().map(Series::name).toList());
    for (int t = 1; t <= 2; t++) {
      double sum = Math.exp(1.0 / t) + Math.exp(4.0 / t) + Math.exp(2.0 / t);
      List<Double> p = figure.series().get(t - 1).y();
      for (int k = 0; k < 3; k++) {
        assertEquals(Math.exp(LOGITS[k] / t) / sum, p.get(k), 1e-12);
      }
    }
  }

  @Test
  void altTextSaysHowTheTwoLargestMove() {
    assertEquals(
        "Soft targets of one example at T = 1, 20: class dog falls from 0.844 to 0.362; class cow,"
            + " the second, rises from 0.114 to 0.327; the entropy rises from 0.524 to 1.1 of at"
            + " most 1.1 nats.",
        Charts.softTargets(logits(LOGITS), PETS, 1, 20).alt());
  }

  @Test
  void logarithmicVariantHasTheSameNumbersAndSaysSo() {
    Figure linear = Charts.softTargets(logits(LOGITS), PETS, 1, 4);
    Figure log = Pictures.whole(() -> Charts.softTargetsLog(logits(LOGITS), PETS, 1, 4));
    assertEquals(linear.series(), log.series());
    assertTrue(log.alt().contains("on a logarithmic axis"));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 10, 26, 100})
  void anyNumberOfClassesFits(int n) {
    INDArray logits = Nd4j.linspace(DataType.DOUBLE, -3, 0.1, n).reshape(1, n);
    Pictures.whole(() -> Charts.softTargets(logits, names(n), 1, 4, 20));
    Pictures.whole(() -> Charts.softTargetsLog(logits, names(n), 1, 4, 20));
  }

  @Test
  void fiveTemperaturesOfTenDigitsShareOneRowAndMoreAreWrapped() {
    INDArray logits = Nd4j.linspace(DataType.DOUBLE, -3, 1.0, 10).reshape(1, 10);
    List<String> digits = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    Figure five = Pictures.whole(() -> Charts.softTargets(logits, digits, 1, 2, 4, 8, 20));
    Figure six = Pictures.whole(() -> Charts.softTargets(logits, digits, 1, 2, 4, 8, 20, 50));
    assertTrue(six.height() > 1.5 * five.height());
  }

  @Test
  void longNamesStandUprightAndAreShortened() {
    List<String> names = List.of("T-shirt/top", "a name that is much longer than all others", "b");
    Pictures.whole(() -> Charts.softTargets(logits(LOGITS), names, 1, 2, 4, 8, 20));
  }

  @Test
  void extremeAndEqualLogitsAreDrawn() {
    for (double size : new double[] {0, 1e-3, 1e3, 1e6}) {
      Pictures.whole(() -> Charts.softTargets(logits(size, 0, -size), PETS, 0.01, 1, 1000));
      Pictures.whole(() -> Charts.softTargetsLog(logits(size, 0, -size), PETS, 0.01, 1, 1000));
    }
  }

  @Test
  void logitsAreNotModified() {
    INDArray logits = logits(LOGITS);
    Charts.softTargets(logits, PETS, 1, 4);
    assertEquals(logits(LOGITS), logits);
  }

  @Test
  void refusesLogitsThatAreNotOneExample() {
    String text =
        assertThrows(
                IllegalArgumentException.class, () -> Charts.softTargets(Nd4j.ones(2, 3), PETS, 1))
            .getMessage();
    assertEquals(
        "logits must be one example [1, 3], a score for each of the classes, but have shape [2, 3]",
        text);
    assertThrows(IllegalArgumentException.class, () -> Charts.softTargets(logits(1, 2), PETS, 1));
  }

  @Test
  void refusesLogitsThatAreNotFinite() {
    for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertEquals(
          "logits must be finite, but hold NaN or infinity",
          assertThrows(
                  IllegalArgumentException.class,
                  () -> Charts.softTargets(logits(1, bad, 2), PETS, 1))
              .getMessage());
    }
  }

  @Test
  void refusesBadTemperatures() {
    INDArray logits = logits(LOGITS);
    assertThrows(IllegalArgumentException.class, () -> Charts.softTargets(logits, PETS, 1, 0));
    assertThrows(IllegalArgumentException.class, () -> Charts.softTargets(logits, PETS, -1));
    assertEquals(
        "temperatures must be at least one, but none was given",
        assertThrows(IllegalArgumentException.class, () -> Charts.softTargets(logits, PETS))
            .getMessage());
  }
}
