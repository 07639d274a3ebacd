package org.distill4j.loss;

import static org.distill4j.loss.SoftTargetLossTest.assertNear;
import static org.distill4j.loss.SoftTargetLossTest.random;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
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
  private final INDArray targets = SoftTargets.pack(y, v);

  private double mean(BatchLoss loss) {
    return loss.value(targets, z).mean();
  }

  @Test
  void theWorkedExampleAgreesWithTheReferencePrograms() {
    assertEquals(0.283862264433, mean(new CrossEntropyLoss()), 1e-11);
    assertEquals(0.474695597766, mean(new LabelSmoothingLoss(0.1)), 1e-11);
    assertEquals(0.576026111480, mean(SoftTargetLoss.hinton(4, 0.9)), 1e-11);
    assertEquals(2.866666666667, mean(new LogitMatchingLoss()), 1e-11);
    assertEquals(3.982076509227, mean(new DecoupledLoss(4, 1, 8)), 1e-11);
    assertEquals(0.192064725957, mean(new DistLoss(1, 1, 1)), 1e-6); // another epsilon
    assertEquals(1.624204558559, mean(new DistLoss(4, 1, 1)), 2e-5);
    assertEquals(1.325724810543, mean(new NormalizedLoss(1, 1.5)), 1e-11);
    assertEquals(0.019012462059, mean(StandardizedLoss.unbiased(2)), 1e-11);
    assertEquals(0.645936880240, mean(new ReverseDivergenceLoss(4)), 1e-11);
  }

  @Test
  void theDivergenceIsTheLabelsPartAndTheOthersWeighedByTheirProbability() {
    INDArray label = new DecoupledLoss(4, 1, 0).value(targets, z).perExample();
    INDArray other = new DecoupledLoss(4, 0, 1).value(targets, z).perExample();
    INDArray doubt = SoftTargets.softmax(v, 4).mul(y).sum(true, 1).rsub(1);
    INDArray whole = new SoftTargetLoss(4, 0, 1).value(targets, z).perExample();
    assertNear(whole, label.add(other.mul(doubt)), 1e-12);
  }

  @Test
  void theReverseOfTheReverseDivergenceIsTheDivergence() {
    INDArray forward = new SoftTargetLoss(4, 0, 1).value(targets, z).perExample();
    INDArray swapped = new ReverseDivergenceLoss(4).value(SoftTargets.pack(y, z), v).perExample();
    assertNear(forward, swapped, 1e-12);
  }

  @Test
  void aVirtualTeacherAtTemperatureOneIsLabelSmoothingButForItsEntropy() {
    Value virtual = new TeacherFreeLoss(1, 0.925).value(targets, z);
    Value smooth = new LabelSmoothingLoss(0.1).value(targets, z);
    assertNear(smooth.gradient(), virtual.gradient(), 1e-12);
  }

  @Test
  void standardizedLogitsMayBeMultiplied() {
    for (BatchLoss loss : List.of(new StandardizedLoss(2), StandardizedLoss.unbiased(2))) {
      assertNear(
          loss.value(targets, z).perExample(), loss.value(targets, z.mul(5)).perExample(), 1e-6);
    }
  }

  @Test
  void relationsIgnoreRotationAndScale() {
    INDArray teacher = random(3, 6, 4);
    INDArray turned = teacher.getColumns(2, 0, 3, 1).mul(3);
    for (BatchLoss loss :
        List.of(new RelationDistanceLoss(1), new RelationAngleLoss(1), new SimilarityLoss(1))) {
      assertEquals(0, loss.value(teacher, turned).mean(), 1e-12);
      assertFalse(loss.comparesEntries());
    }
  }

  @Test
  void theMeanOfARelationLossDoesNotDependOnWhoHasWhichShare() {
    INDArray teacher = random(3, 6, 4);
    INDArray student = random(4, 6, 3);
    for (BatchLoss loss :
        List.of(new RelationDistanceLoss(1), new RelationAngleLoss(1), new SimilarityLoss(1))) {
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
    BatchLoss first = new CrossEntropyLoss();
    BatchLoss second = new DecoupledLoss(4, 1, 8);
    BatchLoss sum = first.plus(0.5, second);
    Value a = first.value(targets, z);
    Value b = second.value(targets, z);
    Value value = sum.value(targets, z);
    assertNear(a.perExample().add(b.perExample().mul(0.5)), value.perExample(), 1e-14);
    assertNear(a.gradient().add(b.gradient().mul(0.5)), value.gradient(), 1e-14);
    assertEquals("CrossEntropyLoss + 0.5 DecoupledLoss", sum.name());
    assertEquals(
        "CrossEntropyLoss[] + 0.5 DecoupledLoss[temperature=4.0, labelWeight=1.0, otherWeight=8.0]",
        sum.toString());
    assertNear(
        new SoftTargetLoss(4, 1, 9).value(targets, z).gradient(),
        first.plus(9, new SoftTargetLoss(4, 0, 1)).value(targets, z).gradient(),
        1e-12);
  }

  @Test
  void aSumComparesEntriesOrNeedsLabelsIfOneOfThemDoes() {
    BatchLoss relation = new SimilarityLoss(1);
    assertTrue(relation.plus(1, new HintLoss(1)).comparesEntries());
    assertFalse(relation.plus(1, new RelationAngleLoss(1)).comparesEntries());
    BatchLoss soft = new SoftTargetLoss(4, 0, 1);
    assertFalse(soft.plus(1, new DistLoss(1, 1, 1)).needsLabels());
    assertTrue(soft.plus(1, new DecoupledLoss(4, 1, 8)).needsLabels());
    assertFalse(new LogitMatchingLoss().needsLabels());
    assertFalse(new StandardizedLoss(2).needsLabels());
    assertFalse(new ReverseDivergenceLoss(2).needsLabels());
    assertTrue(AttentionLoss.ofPaper(1).plus(1, AttentionLoss.meanOfSquares(9)).comparesMaps());
  }
}
