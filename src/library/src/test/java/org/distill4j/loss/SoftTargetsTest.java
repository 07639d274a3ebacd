package org.distill4j.loss;

import static org.distill4j.loss.SoftTargetLossTest.assertNear;
import static org.distill4j.loss.SoftTargetLossTest.assertRefused;
import static org.distill4j.loss.SoftTargetLossTest.random;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class SoftTargetsTest {

  private final INDArray v = random(1, 6, 10);

  @Test
  void softmaxOfAWorkedExample() {
    INDArray logits = Nd4j.create(new double[][] {{2 * Math.log(1), 2 * Math.log(3)}});
    assertNear(Nd4j.create(new double[][] {{0.1, 0.9}}), SoftTargets.softmax(logits, 1), 1e-15);
    assertNear(Nd4j.create(new double[][] {{0.25, 0.75}}), SoftTargets.softmax(logits, 2), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 4, 20})
  void rowsSumToOneAndKeepTheirOrder(double temperature) {
    INDArray p = SoftTargets.softmax(v, temperature);
    assertNear(Nd4j.ones(DataType.DOUBLE, 6, 1), p.sum(true, 1), 1e-14);
    assertEquals(v.argMax(1), p.argMax(1));
    assertNear(Transforms.log(p, true), SoftTargets.logSoftmax(v, temperature), 1e-12);
  }

  @Test
  void highTemperatureIsUniformAndEntropyItsLargest() {
    assertNear(v.like().addi(0.1), SoftTargets.softmax(v, 1e9), 1e-9);
    INDArray entropy = SoftTargets.entropy(v, 1e9);
    assertNear(entropy.like().addi(Math.log(10)), entropy, 1e-9);
  }

  @Test
  void entropyOfOneClassIsZero() {
    INDArray certain = Nd4j.create(new double[][] {{1e3, -1e3, 0}});
    assertEquals(0, SoftTargets.entropy(certain, 1).getDouble(0));
  }

  @Test
  void divergenceIsZeroOnlyForEqualDistributions() {
    assertEquals(0, SoftTargets.divergence(v, v, 2).amaxNumber().doubleValue());
    assertTrue(SoftTargets.divergence(v, random(2, 6, 10), 2).minNumber().doubleValue() > 0);
  }

  @Test
  void probabilitiesOfZeroCountNothingUnlessTheTeacherHasMore() {
    INDArray p = Transforms.log(Nd4j.create(new double[][] {{1, 0, 0}, {0.5, 0.5, 0}}), true);
    INDArray q = Transforms.log(Nd4j.create(new double[][] {{0.5, 0.5, 0}, {1, 0, 0}}), true);
    INDArray divergence = SoftTargets.divergence(p, q, 1);
    assertEquals(Math.log(2), divergence.getDouble(0), 1e-15);
    assertEquals(Double.POSITIVE_INFINITY, divergence.getDouble(1));
  }

  @Test
  void argumentsAreUntouched() {
    INDArray before = v.dup();
    SoftTargets.softmax(v, 3);
    SoftTargets.entropy(v, 3);
    SoftTargets.divergence(v, v, 3);
    assertEquals(before, v);
  }

  @Test
  void badArgumentsAreRefused() {
    assertRefused(
        "temperature must be above 0 and finite, but was 0.0", () -> SoftTargets.softmax(v, 0));
    assertRefused(
        "logits must be a matrix [N, C], but has shape [10]",
        () -> SoftTargets.softmax(v.getRow(0), 1));
    assertRefused(
        "teacherLogits and studentLogits must have the same shape [N, C], but have [6, 10] and"
            + " [6, 6]",
        () -> SoftTargets.divergence(v, Nd4j.eye(6), 1));
    assertRefused(
        "labels and teacherLogits must be matrices [B, C] of one shape, but have shapes [6, 6] and"
            + " [6, 10]",
        () -> new Targets(Nd4j.eye(6), v));
    INDArray logits = Nd4j.create(new double[][] {{0, 1}, {2, -4.5}});
    assertRefused(
        "each row of labels must sum to 1, or be 0 where no label is known, but row 1 sums to -2.5",
        () -> new Targets(logits, logits));
  }
}
