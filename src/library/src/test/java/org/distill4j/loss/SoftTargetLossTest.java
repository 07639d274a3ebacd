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
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class SoftTargetLossTest {

  private final INDArray z = random(1, 5, 4);
  private final INDArray v = random(2, 5, 4);
  private final INDArray y = Nd4j.eye(5).castTo(DataType.DOUBLE).getColumns(0, 1, 2, 3);
  private final INDArray targets = SoftTargets.pack(y, v);

  static INDArray random(long seed, int rows, int columns) {
    double[] numbers = new Random(seed).doubles((long) rows * columns, -3, 3).toArray();
    return Nd4j.createFromArray(numbers).reshape(rows, columns);
  }

  @Test
  void theSoftGradientIsZeroWhereStudentAndTeacherAgree() {
    Value value = new SoftTargetLoss(4, 0, 1).value(targets, v);
    assertEquals(0, value.gradient().amaxNumber().doubleValue());
    assertEquals(0, value.mean());
  }

  @Test
  void aConstantAddedToTheLogitsChangesNothing() {
    SoftTargetLoss loss = new SoftTargetLoss(2, 0.3, 0.7);
    Value value = loss.value(targets, z);
    Value shifted = loss.value(SoftTargets.pack(y, v.sub(70)), z.add(100));
    assertNear(value.perExample(), shifted.perExample(), 1e-12);
    assertNear(value.gradient(), shifted.gradient(), 1e-12);
  }

  @Test
  void aDuplicatedBatchDoublesTheSumAndRepeatsTheGradient() {
    SoftTargetLoss loss = new SoftTargetLoss(2, 0.3, 0.7);
    Value once = loss.value(targets, z);
    Value twice = loss.value(Nd4j.vstack(targets, targets), Nd4j.vstack(z, z));
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
    Value value = new SoftTargetLoss(1, 1, 0).value(SoftTargets.pack(label, logits), logits);
    assertEquals(-Math.log(5 / 8.0), value.mean(), 1e-15);
    assertNear(Nd4j.create(new double[][] {{1 / 8.0, 2 / 8.0, -3 / 8.0}}), value.gradient(), 1e-15);
  }

  @Test
  void theWeightsScaleTheirParts() {
    INDArray hard = new SoftTargetLoss(3, 1, 0).value(targets, z).gradient();
    INDArray soft = new SoftTargetLoss(3, 0, 1).value(targets, z).gradient();
    INDArray both = new SoftTargetLoss(3, 0.25, 2).value(targets, z).gradient();
    assertNear(hard.mul(0.25).add(soft.mul(2)), both, 1e-14);
  }

  @Test
  void atHighTemperatureItMatchesCentredLogits() {
    INDArray d = v.subColumnVector(v.mean(true, 1)).sub(z.subColumnVector(z.mean(true, 1)));
    Value value = new SoftTargetLoss(1e4, 0, 1).value(targets, z);
    assertNear(d.mul(d).sum(true, 1).div(2 * 4), value.perExample(), 1e-3);
    assertNear(d.div(-4), value.gradient(), 1e-3);
  }

  @Test
  void argumentsAreUntouched() {
    INDArray targetsBefore = targets.dup();
    INDArray zBefore = z.dup();
    new SoftTargetLoss(4, 0.1, 0.9).value(targets, z);
    assertEquals(targetsBefore, targets);
    assertEquals(zBefore, z);
  }

  @Test
  void enormousLogitsGiveFiniteRightValues() {
    INDArray teacher = Nd4j.create(new double[][] {{1e3, -1e3, 0}, {-1e3, 1e3, 0}});
    INDArray student = Nd4j.create(new double[][] {{-1e3, 1e3, 0}, {-1e3, 1e3, 0}});
    INDArray labels = Nd4j.create(new double[][] {{1, 0, 0}, {0, 1, 0}});
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      Value value =
          new SoftTargetLoss(1, 1, 1)
              .value(SoftTargets.pack(labels, teacher).castTo(type), student.castTo(type));
      assertNear(Nd4j.create(new double[][] {{4_000}, {0}}), value.perExample(), 1e-9);
      assertNear(Nd4j.create(new double[][] {{-2, 2, 0}, {0, 0, 0}}), value.gradient(), 1e-9);
    }
  }

  @Test
  void theResultHasTheTypeOfTheLogits() {
    Value value =
        new SoftTargetLoss(4, 0.1, 0.9)
            .value(targets.castTo(DataType.FLOAT), z.castTo(DataType.FLOAT));
    assertEquals(DataType.FLOAT, value.perExample().dataType());
    assertEquals(DataType.FLOAT, value.gradient().dataType());
  }

  @Test
  void itIsALossFunctionOfDl4j() {
    SoftTargetLoss loss = new SoftTargetLoss(4, 0.1, 0.9);
    Value value = loss.value(targets, z);
    INDArray mask = Nd4j.create(new double[] {1, 0, 1, 0, 0}, new long[] {5, 1});
    ActivationIdentity none = new ActivationIdentity();
    double sum = value.perExample().sumNumber().doubleValue();
    assertEquals(sum / 5, loss.computeScore(targets, z, none, null, true), 1e-12);
    assertEquals(sum, loss.computeScore(targets, z, none, null, false), 1e-12);
    assertNear(value.perExample().mul(mask), loss.computeScoreArray(targets, z, none, mask), 1e-15);
    assertNear(value.gradient(), loss.computeGradient(targets, z, none, null), 1e-15);
    assertNear(
        value.gradient().mulColumnVector(mask),
        loss.computeGradient(targets, z, none, mask),
        1e-15);
    assertEquals("SoftTargetLoss", loss.name());
  }

  @Test
  void hintonsWeightsSumToOne() {
    assertEquals(new SoftTargetLoss(4, 0.25, 0.75), SoftTargetLoss.hinton(4, 0.75));
    assertRefused(
        "softWeight must be from 0 to 1, but was 1.5", () -> SoftTargetLoss.hinton(4, 1.5));
    assertRefused(
        "softWeight must be from 0 to 1, but was NaN", () -> SoftTargetLoss.hinton(4, Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesATemperatureThatIsNone(double temperature) {
    assertRefused(
        "temperature must be above 0 and finite, but was " + temperature,
        () -> new SoftTargetLoss(temperature, 0.1, 0.9));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAWeightThatIsNone(double weight) {
    assertRefused(
        "hardWeight must be 0 or more and finite, but was " + weight,
        () -> new SoftTargetLoss(4, weight, 0.9));
    assertRefused(
        "softWeight must be 0 or more and finite, but was " + weight,
        () -> new SoftTargetLoss(4, 0.1, weight));
  }

  @Test
  void refusesTwoWeightsOfZero() {
    assertRefused(
        "hardWeight and softWeight must not both be 0", () -> new SoftTargetLoss(4, 0, 0));
  }

  @ParameterizedTest
  @CsvSource({"5, 4, 5 x 4", "5, 6, 5 x 6", "4, 8, 4 x 8"})
  void refusesTargetsOfAnotherShape(int rows, int columns, String found) {
    assertRefused(
        "targets must be labels and teacher logits side by side, 5 x 8, but are " + found,
        () -> new SoftTargetLoss(4, 0.1, 0.9).value(random(3, rows, columns), z));
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
