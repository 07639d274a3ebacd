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
    for (DoubleFunction<ResponseLoss> loss :
        List.<DoubleFunction<ResponseLoss>>of(
            DecoupledLoss::at,
            DistLoss::at,
            NormalizedLoss::at,
            StandardizedLoss::at,
            TeacherFreeLoss::at,
            ReverseDivergenceLoss::at,
            JensenShannonLoss::at)) {
      assertRefused(
          "temperature must be above 0 and finite, but was " + temperature,
          () -> loss.apply(temperature));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAWeightThatIsNotAboveZero(double weight) {
    for (DoubleFunction<Object> loss :
        List.<DoubleFunction<Object>>of(
            w -> new HintLoss().times(w),
            w -> new HintLoss().plus(w, new SimilarityLoss()),
            w -> new CrossEntropyLoss().times(w),
            w -> new CrossEntropyLoss().plus(w, new LogitMatchingLoss()))) {
      assertRefused(
          "weight must be above 0 and finite, but was " + weight, () -> loss.apply(weight));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesAWeightBelowZero(double weight) {
    String text = " must be 0 or more and finite, but was " + weight;
    assertRefused("labelWeight" + text, () -> DecoupledLoss.at(4).label(weight).other(1));
    assertRefused("otherWeight" + text, () -> DecoupledLoss.at(4).label(1).other(weight));
    assertRefused("exampleWeight" + text, () -> DistLoss.at(4).examples(weight).classes(1));
    assertRefused("classWeight" + text, () -> DistLoss.at(4).examples(1).classes(weight));
    assertRefused("otherWeight" + text, () -> NormalizedLoss.at(1).other(weight));
  }

  @Test
  void refusesTwoWeightsOfZero() {
    assertRefused(
        "labelWeight and otherWeight must not both be 0",
        () -> DecoupledLoss.at(4).label(0).other(0));
    assertRefused(
        "exampleWeight and classWeight must not both be 0",
        () -> DistLoss.at(4).examples(0).classes(0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void refusesAShareThatIsNone(double share) {
    assertRefused(
        "share must be from 0 to 1, but was " + share, () -> new LabelSmoothingLoss(share));
    assertRefused(
        "beta must be from 0 to 1, but was " + share, () -> JensenShannonLoss.at(1).beta(share));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, Double.NaN})
  void refusesAConfidenceThatLeavesNothingToOneSide(double confidence) {
    assertRefused(
        "confidence must be above 0 and below 1, but was " + confidence,
        () -> TeacherFreeLoss.at(20).confidence(confidence));
  }

  @Test
  void refusesTargetsOfOtherClasses() {
    for (ResponseLoss loss :
        List.of(
            new LogitMatchingLoss(),
            DecoupledLoss.at(4).label(1).other(8),
            DistLoss.at(1),
            NormalizedLoss.at(1).other(1.5),
            StandardizedLoss.at(2),
            TeacherFreeLoss.at(20).confidence(0.99),
            ReverseDivergenceLoss.at(4),
            JensenShannonLoss.at(4),
            new LabelSmoothingLoss(0.1),
            new CrossEntropyLoss())) {
      assertRefused(
          "targets must have the shape of the student's logits, [5, 4], but have [5, 3]",
          () -> loss.value(new Targets(random(2, 5, 3).muli(0), random(2, 5, 3)), z));
    }
  }

  @Test
  void refusesLabelsThatAreNotOne() {
    INDArray mixed = Nd4j.create(new double[][] {{0.5, 0.5}, {0, 1}});
    INDArray none = Nd4j.create(new double[][] {{0, 0}, {0, 1}});
    INDArray negative = Nd4j.create(new double[][] {{2, -1}, {0, 1}});
    for (INDArray labels : List.of(mixed, none, negative)) {
      for (ResponseLoss loss :
          List.of(DecoupledLoss.at(4).label(1).other(8), NormalizedLoss.at(1).other(1.5))) {
        assertRefused(
            "each example must have one label, a row with a single 1 and zeros",
            () -> loss.value(new Targets(labels, random(2, 2, 2)), random(3, 2, 2)));
      }
    }
  }

  @Test
  void attentionRefusesRowsAndMapsOfOtherExamples() {
    INDArray maps = random(1, 2, 24).reshape(2, 4, 2, 3);
    String text =
        "attention needs maps [B, channels, height, width] of the same examples, but has ";
    assertRefused(text + "[5, 4] for [5, 4]", () -> AttentionLoss.ofPaper().value(z, z));
    assertRefused(
        text + "[4, 2, 2, 3] for [2, 4, 2, 3]",
        () -> AttentionLoss.ofPaper().value(maps, maps.permute(1, 0, 2, 3)));
  }

  @Test
  void mapsAndRowsCannotBeAdded() {
    assertRefused(
        "AttentionLoss and 1 HintLoss cannot be added: one compares maps, the other rows",
        () -> AttentionLoss.ofPaper().plus(1, new HintLoss()));
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
