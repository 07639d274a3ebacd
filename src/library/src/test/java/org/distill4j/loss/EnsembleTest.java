package org.distill4j.loss;

import static org.distill4j.loss.SoftTargetLossTest.assertNear;
import static org.distill4j.loss.SoftTargetLossTest.assertRefused;
import static org.distill4j.loss.SoftTargetLossTest.random;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class EnsembleTest {

  private final INDArray a = random(1, 3, 4);
  private final INDArray b = random(2, 3, 4);

  @Test
  void theSoftmaxOfTheFirstMeanIsTheMeanOfTheSoftmaxes() {
    INDArray mean = SoftTargets.softmax(a, 2).add(SoftTargets.softmax(b, 2)).div(2);
    assertNear(mean, SoftTargets.softmax(Ensemble.meanOfProbabilities(List.of(a, b), 2), 2), 1e-14);
  }

  @Test
  void theSecondMeanIsThatOfTheLogits() {
    assertNear(a.add(b).div(2), Ensemble.meanOfLogits(List.of(a, b)), 1e-15);
  }

  @Test
  void onlyTheProportionsOfTheWeightsMatter() {
    INDArray mean = SoftTargets.softmax(a, 2).mul(0.75).add(SoftTargets.softmax(b, 2).mul(0.25));
    assertNear(
        mean, SoftTargets.softmax(Ensemble.meanOfProbabilities(List.of(a, b), 2, 6, 2), 2), 1e-14);
    assertNear(a.mul(0.75).add(b.mul(0.25)), Ensemble.meanOfLogits(List.of(a, b), 0.3, 0.1), 1e-15);
  }

  @Test
  void oneMemberIsItself() {
    assertEquals(a, Ensemble.meanOfLogits(List.of(a)));
    assertNear(
        SoftTargets.softmax(a, 3),
        SoftTargets.softmax(Ensemble.meanOfProbabilities(List.of(a), 3), 3),
        1e-14);
  }

  @Test
  void probabilitiesThatUnderflowGiveFiniteLogits() {
    INDArray certain = Nd4j.create(new double[][] {{1e3, -1e3}});
    assertNear(
        Nd4j.create(new double[][] {{0, -2_000}}),
        Ensemble.meanOfProbabilities(List.of(certain, certain), 1),
        1e-12);
  }

  @Test
  void argumentsAreUntouched() {
    INDArray before = a.dup();
    Ensemble.meanOfProbabilities(List.of(a, b), 2);
    Ensemble.meanOfLogits(List.of(a, b));
    assertEquals(before, a);
  }

  @Test
  void badMembersAreRefused() {
    assertRefused(
        "an ensemble must have at least one member, but has none",
        () -> Ensemble.meanOfLogits(List.of()));
    assertRefused(
        "the logits of all members must have the same shape, but have [3, 4] and [3, 5]",
        () -> Ensemble.meanOfProbabilities(List.of(a, random(1, 3, 5)), 1));
  }
}
