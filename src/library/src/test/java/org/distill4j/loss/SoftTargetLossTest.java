package org.distill4j.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SoftTargetLossTest {

  private final INDArray z = random(1, 5, 4);
  private final INDArray v = random(2, 5, 4);
  private final INDArray y = Nd4j.eye(5).castTo(DataType.DOUBLE).getColumns(0, 1, 2, 3);
  private final Targets targets = new Targets(y, v);

  static INDArray random(long seed, int rows, int columns) {
    double[] numbers = new Random(seed).doubles((long) rows * columns, -3, 3).toArray();
    return Nd4j.createFromArray(numbers).reshape(rows, columns);
  }

  @Test
  void theSoftGradientIsZeroWhereStudentAndTeacherAgree() {
    Value value = SoftTargetLoss.at(4).hard(0).soft(1).value(targets, v);
    assertEquals(0, value.gradient().amaxNumber().doubleValue());
    assertEquals(0, value.mean());
  }

  @Test
  void aConstantAddedToTheLogitsChangesNothing() {
    SoftTargetLoss loss = SoftTargetLoss.at(2).hard(0.3).soft(0.7);
    Value value = loss.value(targets, z);
    Value shifted = loss.value(new Targets(y, v.sub(70)), z.add(100));
    assertNear(value.perExample(), shifted.perExample(), 1e-12);
    assertNear(value.gradient(), shifted.gradient(), 1e-12);
  }

  @Test
  void aDuplicatedBatchDoublesTheSumAndRepeatsTheGradient() {
    SoftTargetLoss loss = SoftTargetLoss.at(2).hard(0.3).soft(0.7);
    Value once = loss.value(targets, z);
    Value twice = loss.value(new Targets(Nd4j.vstack(y, y), Nd4j.vstack(v, v)), Nd4j.vstack(z, z));
    assertEquals(
        2 * once.perExample().sumNumber().doubleValue(),
        twice.perExample().sumNumber().doubleValue(),
        1e-12);
    assertNear(Nd4j.vstack(once.gradient(), once.gradient()), twice.gradient(), 0);
    assertEquals(once.mean(), twice.mean(), 1e-12);
  }

  @Test
  void temperatureOneWithoutATeacherIsCrossEntropy() {
    INDArray logits = Nd4j.create(new double[][] {{Math.log(1), Math.log(2), Math.log(5)}});
    INDArray label = Nd4j.create(new double[][] {{0, 0, 1}});
    Value value = SoftTargetLoss.at(1).hard(1).soft(0).value(new Targets(label, logits), logits);
    assertEquals(-Math.log(5 / 8.0), value.mean(), 1e-15);
    assertNear(Nd4j.create(new double[][] {{1 / 8.0, 2 / 8.0, -3 / 8.0}}), value.gradient(), 1e-15);
  }

  @Test
  void theWeightsScaleTheirParts() {
    INDArray hard = SoftTargetLoss.at(3).hard(1).soft(0).value(targets, z).gradient();
    INDArray soft = SoftTargetLoss.at(3).hard(0).soft(1).value(targets, z).gradient();
    INDArray both = SoftTargetLoss.at(3).hard(0.25).soft(2).value(targets, z).gradient();
    assertNear(hard.mul(0.25).add(soft.mul(2)), both, 1e-14);
  }

  @Test
  void atHighTemperatureItMatchesCentredLogits() {
    INDArray d = v.subColumnVector(v.mean(true, 1)).sub(z.subColumnVector(z.mean(true, 1)));
    Value value = SoftTargetLoss.at(1e4).hard(0).soft(1).value(targets, z);
    assertNear(d.mul(d).sum(true, 1).div(2 * 4), value.perExample(), 1e-3);
    assertNear(d.div(-4), value.gradient(), 1e-3);
  }

  @Test
  void argumentsAreUntouched() {
    INDArray yBefore = y.dup();
    INDArray vBefore = v.dup();
    INDArray zBefore = z.dup();
    SoftTargetLoss.at(4).hard(0.1).soft(0.9).value(targets, z);
    assertEquals(yBefore, y);
    assertEquals(vBefore, v);
    assertEquals(zBefore, z);
  }

  @Test
  void enormousLogitsGiveFiniteRightValues() {
    INDArray teacher = Nd4j.create(new double[][] {{1e3, -1e3, 0}, {-1e3, 1e3, 0}});
    INDArray student = Nd4j.create(new double[][] {{-1e3, 1e3, 0}, {-1e3, 1e3, 0}});
    INDArray labels = Nd4j.create(new double[][] {{1, 0, 0}, {0, 1, 0}});
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      Value value =
          SoftTargetLoss.at(1)
              .hard(1)
              .soft(1)
              .value(new Targets(labels.castTo(type), teacher.castTo(type)), student.castTo(type));
      assertNear(Nd4j.create(new double[][] {{4_000}, {0}}), value.perExample(), 1e-9);
      assertNear(Nd4j.create(new double[][] {{-2, 2, 0}, {0, 0, 0}}), value.gradient(), 1e-9);
    }
  }

  @Test
  void theResultHasTheTypeOfTheLogits() {
    Value value = SoftTargetLoss.at(4).hard(0.1).soft(0.9).value(targets, z.castTo(DataType.FLOAT));
    assertEquals(DataType.FLOAT, value.perExample().dataType());
    assertEquals(DataType.FLOAT, value.gradient().dataType());
  }

  @Test
  void sharesSumToOne() {
    assertNear(
        SoftTargetLoss.at(4).hard(0.25).soft(0.75).value(targets, z).gradient(),
        SoftTargetLoss.at(4).softShare(0.75).value(targets, z).gradient(),
        0);
    assertRefused(
        "softShare must be from 0 to 1, but was 1.5", () -> SoftTargetLoss.at(4).softShare(1.5));
    assertRefused(
        "softShare must be from 0 to 1, but was NaN",
        () -> SoftTargetLoss.at(4).softShare(Double.NaN));
  }

  @Test
  void settingsAreSaidShortly() {
    assertEquals("SoftTargetLoss[T=4, hard=0.1, soft=0.9]", SoftTargetLoss.at(4).toString());
    assertEquals(
        "SoftTargetLoss[T=2.5, hard=0, soft=1]", SoftTargetLoss.at(2.5).hard(0).soft(1).toString());
    assertEquals("StandardizedLoss[T=2, unbiased]", StandardizedLoss.at(2).unbiased().toString());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesATemperatureThatIsNone(double temperature) {
    assertRefused(
        "temperature must be above 0 and finite, but was " + temperature,
        () -> SoftTargetLoss.at(temperature).hard(0.1).soft(0.9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAWeightThatIsNone(double weight) {
    assertRefused(
        "hardWeight must be 0 or more and finite, but was " + weight,
        () -> SoftTargetLoss.at(4).hard(weight).soft(0.9));
    assertRefused(
        "softWeight must be 0 or more and finite, but was " + weight,
        () -> SoftTargetLoss.at(4).hard(0.1).soft(weight));
  }

  @Test
  void refusesTwoWeightsOfZero() {
    assertRefused(
        "hardWeight and softWeight must not both be 0", () -> SoftTargetLoss.at(4).hard(0).soft(0));
  }

  @ParameterizedTest
  @CsvSource({"5, 3", "5, 8", "4, 4"})
  void refusesTargetsOfAnotherShape(int rows, int columns) {
    INDArray none = Nd4j.zeros(DataType.DOUBLE, rows, columns);
    assertRefused(
        "targets must have the shape of the student's logits, [5, 4], but have [%d, %d]"
            .formatted(rows, columns),
        () -> SoftTargetLoss.at(4).value(new Targets(none, random(3, rows, columns)), z));
  }

  static void assertRefused(String text, Executable call) {
    assertEquals(text, assertThrows(IllegalArgumentException.class, call).getMessage());
  }

  static void assertNear(INDArray expected, INDArray actual, double tolerance) {
    INDArray difference = actual.castTo(DataType.DOUBLE).sub(expected);
    assertTrue(
        difference.amaxNumber().doubleValue() <= tolerance,
        () -> "expected " + expected + " but was " + actual);
  }
}
