package org.distill4j.loss;

import static org.distill4j.loss.SoftTargetLossTest.assertRefused;
import static org.distill4j.loss.SoftTargetLossTest.random;

import java.util.List;
import java.util.function.DoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class LossErrorsTest {

  private final INDArray z = random(1, 5, 4);

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesATemperatureThatIsNone(double temperature) {
    for (DoubleFunction<BatchLoss> loss :
        List.<DoubleFunction<BatchLoss>>of(
            t -> new DecoupledLoss(t, 1, 8),
            t -> new DistLoss(t, 1, 1),
            t -> new NormalizedLoss(t, 1.5),
            StandardizedLoss::new,
            StandardizedLoss::unbiased,
            t -> new TeacherFreeLoss(t, 0.9),
            ReverseDivergenceLoss::new)) {
      assertRefused(
          "temperature must be above 0 and finite, but was " + temperature,
          () -> loss.apply(temperature));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAWeightThatIsNotAboveZero(double weight) {
    for (DoubleFunction<BatchLoss> loss :
        List.<DoubleFunction<BatchLoss>>of(
            HintLoss::new,
            AttentionLoss::ofPaper,
            AttentionLoss::meanOfSquares,
            RelationDistanceLoss::new,
            RelationAngleLoss::new,
            SimilarityLoss::new,
            w -> new CrossEntropyLoss().plus(w, new LogitMatchingLoss()))) {
      assertRefused(
          "weight must be above 0 and finite, but was " + weight, () -> loss.apply(weight));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAWeightBelowZero(double weight) {
    String text = " must be 0 or more and finite, but was " + weight;
    assertRefused("labelWeight" + text, () -> new DecoupledLoss(4, weight, 1));
    assertRefused("otherWeight" + text, () -> new DecoupledLoss(4, 1, weight));
    assertRefused("exampleWeight" + text, () -> new DistLoss(4, weight, 1));
    assertRefused("classWeight" + text, () -> new DistLoss(4, 1, weight));
    assertRefused("otherWeight" + text, () -> new NormalizedLoss(1, weight));
  }

  @Test
  void refusesTwoWeightsOfZero() {
    assertRefused(
        "labelWeight and otherWeight must not both be 0", () -> new DecoupledLoss(4, 0, 0));
    assertRefused("exampleWeight and classWeight must not both be 0", () -> new DistLoss(4, 0, 0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesAShareThatIsNone(double share) {
    assertRefused(
        "share must be from 0 to 1, but was " + share, () -> new LabelSmoothingLoss(share));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, Double.NaN})
  void refusesAConfidenceThatLeavesNothingToOneSide(double confidence) {
    assertRefused(
        "confidence must be above 0 and below 1, but was " + confidence,
        () -> new TeacherFreeLoss(20, confidence));
  }

  @Test
  void refusesTargetsThatAreNotPacked() {
    for (BatchLoss loss :
        List.of(
            new LogitMatchingLoss(),
            new DecoupledLoss(4, 1, 8),
            new DistLoss(1, 1, 1),
            new NormalizedLoss(1, 1.5),
            new StandardizedLoss(2),
            new TeacherFreeLoss(20, 0.99),
            new ReverseDivergenceLoss(4),
            new LabelSmoothingLoss(0.1),
            new CrossEntropyLoss())) {
      assertRefused(
          "targets must be labels and teacher logits side by side, 5 x 8, but are 5 x 6",
          () -> loss.value(random(2, 5, 6), z));
    }
  }

  @Test
  void refusesLabelsThatAreNotOne() {
    INDArray mixed = Nd4j.create(new double[][] {{0.5, 0.5}, {0, 1}});
    INDArray none = Nd4j.create(new double[][] {{0, 0}, {0, 1}});
    INDArray two = Nd4j.create(new double[][] {{1, 1}, {0, 1}});
    for (INDArray labels : List.of(mixed, none, two)) {
      for (BatchLoss loss : List.of(new DecoupledLoss(4, 1, 8), new NormalizedLoss(1, 1.5))) {
        assertRefused(
            "each example must have one label, a row with a single 1 and zeros",
            () -> loss.value(Nd4j.hstack(labels, random(2, 2, 2)), random(3, 2, 2)));
      }
    }
  }

  @Test
  void attentionRefusesRowsAndMapsOfOtherExamples() {
    INDArray maps = random(1, 2, 24).reshape(2, 4, 2, 3);
    String text =
        "attention needs maps [B, channels, height, width] of the same examples, but has ";
    assertRefused(text + "[5, 4] for [5, 4]", () -> AttentionLoss.ofPaper(1).value(z, z));
    assertRefused(
        text + "[4, 2, 2, 3] for [2, 4, 2, 3]",
        () -> AttentionLoss.ofPaper(1).value(maps, maps.permute(1, 0, 2, 3)));
  }

  @Test
  void mapsAndRowsCannotBeAdded() {
    assertRefused(
        "AttentionLoss and HintLoss cannot be added: one compares maps, the other rows",
        () -> AttentionLoss.ofPaper(1).plus(1, new HintLoss(1)));
  }

  @Test
  void badWeightsOfAnEnsembleAreRefused() {
    assertRefused(
        "each of the 2 members must have one weight, but there are 1 weights",
        () -> Ensemble.meanOfLogits(List.of(z, z), 1));
    assertRefused(
        "weight must be above 0 and finite, but was 0.0",
        () -> Ensemble.meanOfProbabilities(List.of(z, z), 4, 1, 0));
  }
}
