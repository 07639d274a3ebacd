package org.distill4j.loss;

import static org.distill4j.loss.SoftTargetLossTest.assertNear;
import static org.distill4j.loss.SoftTargetLossTest.random;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.distill4j.loss.FeatureLoss.Compared;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Worked numbers, and how the losses are related to each other. */
class LossIdentitiesTest {

  private final INDArray z =
      Nd4j.create(new double[][] {{2, -1, 0.5, 0}, {0.3, 1.7, -0.4, -2.1}, {-1.2, 0.8, 3.1, 0.6}});
  private final INDArray v =
      Nd4j.create(new double[][] {{4, -2, 1.5, -1}, {1, 3, -1, -3}, {-2, 0, 5, 2}});
  private final INDArray y = Nd4j.create(new double[][] {{1, 0, 0, 0}, {0, 1, 0, 0}, {0, 0, 1, 0}});
  private final Targets targets = new Targets(y, v);

  private double mean(ResponseLoss loss) {
    return loss.value(targets, z).mean();
  }

  @Test
  void theWorkedExampleAgreesWithTheReferencePrograms() {
    assertEquals(0.283862264433, mean(new CrossEntropyLoss()), 1e-11);
    assertEquals(0.474695597766, mean(new LabelSmoothingLoss(0.1)), 1e-11);
    assertEquals(0.576026111480, mean(SoftTargetLoss.at(4).softShare(0.9)), 1e-11);
    assertEquals(2.866666666667, mean(new LogitMatchingLoss()), 1e-11);
    assertEquals(3.982076509227, mean(DecoupledLoss.at(4).label(1).other(8)), 1e-11);
    assertEquals(0.192064725957, mean(DistLoss.at(1)), 1e-6); // another epsilon
    assertEquals(1.624204558559, mean(DistLoss.at(4)), 2e-5);
    assertEquals(1.325724810543, mean(NormalizedLoss.at(1).other(1.5)), 1e-11);
    assertEquals(0.019012462059, mean(StandardizedLoss.at(2).unbiased()), 1e-11);
    assertEquals(0.645936880240, mean(ReverseDivergenceLoss.at(4)), 1e-11);
  }

  @Test
  void theDivergenceIsTheLabelsPartAndTheOthersWeighedByTheirProbability() {
    INDArray label = DecoupledLoss.at(4).label(1).other(0).value(targets, z).perExample();
    INDArray other = DecoupledLoss.at(4).label(0).other(1).value(targets, z).perExample();
    INDArray doubt = SoftTargets.softmax(v, 4).mul(y).sum(true, 1).rsub(1);
    INDArray whole = SoftTargetLoss.at(4).hard(0).soft(1).value(targets, z).perExample();
    assertNear(whole, label.add(other.mul(doubt)), 1e-12);
  }

  @Test
  void theReverseOfTheReverseDivergenceIsTheDivergence() {
    INDArray forward = SoftTargetLoss.at(4).hard(0).soft(1).value(targets, z).perExample();
    INDArray swapped = ReverseDivergenceLoss.at(4).value(new Targets(y, z), v).perExample();
    assertNear(forward, swapped, 1e-12);
  }

  @Test
  void theMixtureOfHalvesMayExchangeTeacherAndStudent() {
    ResponseLoss loss = JensenShannonLoss.at(4);
    INDArray swapped = loss.value(new Targets(y, z), v).perExample();
    assertNear(loss.value(targets, z).perExample(), swapped, 1e-12);
  }

  @Test
  void theMixtureNearsTheTwoDivergencesAtItsEnds() {
    double little = 1e-6;
    Value forward = SoftTargetLoss.at(4).hard(0).soft(1).value(targets, z);
    Value nearForward = JensenShannonLoss.at(4).beta(little).times(1 / little).value(targets, z);
    assertNear(forward.perExample(), nearForward.perExample(), 1e-4);
    assertNear(forward.gradient(), nearForward.gradient(), 1e-4);
    Value reverse = ReverseDivergenceLoss.at(4).value(targets, z);
    ResponseLoss last = JensenShannonLoss.at(4).beta(1 - little).times(1 / little);
    assertNear(reverse.perExample(), last.value(targets, z).perExample(), 1e-4);
    assertNear(reverse.gradient(), last.value(targets, z).gradient(), 1e-4);
  }

  @Test
  void theMixtureAtItsEndsIsOneOfTheTwoDivergences() {
    Value forward = SoftTargetLoss.at(4).hard(0).soft(1).value(targets, z);
    Value first = JensenShannonLoss.at(4).beta(0).value(targets, z);
    assertNear(forward.perExample(), first.perExample(), 0);
    assertNear(forward.gradient(), first.gradient(), 0);
    Value reverse = ReverseDivergenceLoss.at(4).value(targets, z);
    Value last = JensenShannonLoss.at(4).beta(1).value(targets, z);
    assertNear(reverse.perExample(), last.perExample(), 0);
    assertNear(reverse.gradient(), last.gradient(), 0);
  }

  @Test
  void theMixtureOfHalvesIsBoundedWhereTheDivergencesAreNot() {
    INDArray wrong = Nd4j.create(new double[][] {{0, 1e4}});
    Targets teacher =
        new Targets(Nd4j.create(new double[][] {{1, 0}}), Nd4j.create(new double[][] {{1e4, 0}}));
    assertEquals(1e4, SoftTargetLoss.at(1).hard(0).soft(1).value(teacher, wrong).mean(), 1e-6);
    assertEquals(1e4, ReverseDivergenceLoss.at(1).value(teacher, wrong).mean(), 1e-6);
    assertEquals(Math.log(2), JensenShannonLoss.at(1).value(teacher, wrong).mean(), 1e-12);
  }

  @Test
  void aVirtualTeacherAtTemperatureOneIsLabelSmoothingButForItsEntropy() {
    Value virtual = TeacherFreeLoss.at(1).confidence(0.925).value(targets, z);
    Value smooth = new LabelSmoothingLoss(0.1).value(targets, z);
    assertNear(smooth.gradient(), virtual.gradient(), 1e-12);
  }

  @Test
  void standardizedLogitsMayBeMultiplied() {
    for (ResponseLoss loss : List.of(StandardizedLoss.at(2), StandardizedLoss.at(2).unbiased())) {
      assertNear(
          loss.value(targets, z).perExample(), loss.value(targets, z.mul(5)).perExample(), 1e-6);
    }
  }

  @Test
  void relationsIgnoreRotationAndScale() {
    INDArray teacher = random(3, 6, 4);
    INDArray turned = teacher.getColumns(2, 0, 3, 1).mul(3);
    for (FeatureLoss loss :
        List.of(RelationDistanceLoss.ofPaper(), new RelationAngleLoss(), new SimilarityLoss())) {
      assertEquals(0, loss.value(teacher, turned).mean(), 1e-12);
      assertEquals(Compared.RELATIONS, loss.compares());
    }
  }

  @Test
  void theMeanOfARelationLossDoesNotDependOnWhoHasWhichShare() {
    INDArray teacher = random(3, 6, 4);
    INDArray student = random(4, 6, 3);
    for (FeatureLoss loss :
        List.of(RelationDistanceLoss.ofPaper(), new RelationAngleLoss(), new SimilarityLoss())) {
      INDArray order = Nd4j.createFromArray(5, 3, 1, 0, 2, 4);
      assertEquals(
          loss.value(teacher, student).mean(),
          loss.value(
                  Nd4j.pullRows(teacher, 1, order.toIntVector()),
                  Nd4j.pullRows(student, 1, order.toIntVector()))
              .mean(),
          1e-12);
    }
  }

  @Test
  void aSumAddsValuesAndGradients() {
    ResponseLoss first = new CrossEntropyLoss();
    ResponseLoss second = DecoupledLoss.at(4).label(1).other(8);
    ResponseLoss sum = first.plus(0.5, second);
    Value a = first.value(targets, z);
    Value b = second.value(targets, z);
    Value value = sum.value(targets, z);
    assertNear(a.perExample().add(b.perExample().mul(0.5)), value.perExample(), 1e-14);
    assertNear(a.gradient().add(b.gradient().mul(0.5)), value.gradient(), 1e-14);
    assertEquals("CrossEntropyLoss + 0.5 DecoupledLoss[T=4, label=1, other=8]", sum.toString());
    assertEquals(
        "2 (CrossEntropyLoss + 0.5 DecoupledLoss[T=4, label=1, other=8])", sum.times(2).toString());
    assertNear(value.gradient().mul(2), sum.times(2).value(targets, z).gradient(), 1e-14);
    assertNear(
        SoftTargetLoss.at(4).hard(1).soft(9).value(targets, z).gradient(),
        first.plus(9, SoftTargetLoss.at(4).hard(0).soft(1)).value(targets, z).gradient(),
        1e-12);
  }

  @Test
  void aSumComparesEntriesOrNeedsLabelsIfOneOfThemDoes() {
    FeatureLoss relation = new SimilarityLoss();
    assertEquals(Compared.ENTRIES, relation.plus(1, new HintLoss()).compares());
    assertEquals(Compared.RELATIONS, relation.plus(1, new RelationAngleLoss()).compares());
    assertEquals(Compared.RELATIONS, relation.times(3_000).compares());
    assertEquals(
        Compared.MAPS, AttentionLoss.ofPaper().plus(1, AttentionLoss.meanOfSquares()).compares());
    ResponseLoss soft = SoftTargetLoss.at(4).hard(0).soft(1);
    assertFalse(soft.plus(1, DistLoss.at(1)).needsLabels());
    assertTrue(soft.plus(1, DecoupledLoss.at(4).label(1).other(8)).needsLabels());
    assertFalse(new LogitMatchingLoss().needsLabels());
    assertFalse(StandardizedLoss.at(2).needsLabels());
    assertFalse(ReverseDivergenceLoss.at(2).needsLabels());
    assertFalse(new LogitMatchingLoss().times(0.1).needsLabels());
  }
}
