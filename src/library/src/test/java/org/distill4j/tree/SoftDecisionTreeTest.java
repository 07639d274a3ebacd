package org.distill4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.distill.TransferSet;
import org.distill4j.loss.SoftTargets;
import org.distill4j.model.network.Classifier;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class SoftDecisionTreeTest {

  private static final Dataset POINTS = Toy.points(600, 1);

  /** Says where a point lies with logits of 3, as {@link Toy#points} labels it. */
  private static INDArray geometry(INDArray features) {
    INDArray logits = Nd4j.zeros(features.size(0), 3);
    for (int i = 0; i < features.size(0); i++) {
      double x = features.getDouble(i, 0);
      double y = features.getDouble(i, 1);
      logits.putScalar(i, x * x + y * y < 0.5 ? 0 : y > 0 ? 1 : 2, 3);
    }
    return logits;
  }

  private static TransferSet labels(Dataset data) {
    return TransferSet.label(data, SoftDecisionTreeTest::geometry);
  }

  private static double accuracy(Classifier tree, Dataset data) {
    int[] predicted = tree.predict(data.features());
    int right = 0;
    for (int i = 0; i < predicted.length; i++) {
      right += predicted[i] == data.label(i) ? 1 : 0;
    }
    return (double) right / predicted.length;
  }

  private static SoftBranches branches(double sharpness) {
    return SoftBranches.random(3, sharpness, 4, 3, DataType.DOUBLE, new Random(5));
  }

  @Test
  void theGradientMatchesCentralDifferences() {
    for (double penalty : new double[] {0, 0.7}) {
      SoftBranches tree = branches(1.5);
      SoftBranches gradient = tree.like(tree.all.like());
      SoftBranches ignored = tree.like(tree.all.like());
      INDArray x = Toy.random(1, 6, 4);
      INDArray targets = SoftTargets.softmax(Toy.random(2, 6, 3), 1);
      tree.loss(x, targets, penalty, gradient);
      for (int i = 0; i < tree.all.length(); i++) {
        double value = tree.all.getDouble(i);
        tree.all.putScalar(i, value + 1e-6);
        double above = tree.loss(x, targets, penalty, ignored);
        tree.all.putScalar(i, value - 1e-6);
        double below = tree.loss(x, targets, penalty, ignored);
        tree.all.putScalar(i, value);
        assertEquals((above - below) / 2e-6, gradient.all.getDouble(i), 1e-7, "parameter " + i);
      }
    }
  }

  /** Written out for depth 2, from the paper's definitions, without a tree. */
  @Test
  void theLossIsThePapers() {
    SoftBranches tree = SoftBranches.random(2, 2, 3, 2, DataType.DOUBLE, new Random(7));
    INDArray x = Toy.random(3, 2, 3);
    INDArray targets = SoftTargets.softmax(Toy.random(4, 2, 2), 1);
    double[][] p = new double[2][3];
    double[] alpha = new double[3];
    double loss = 0;
    for (int e = 0; e < 2; e++) {
      for (int i = 0; i < 3; i++) {
        double sum = tree.all.getDouble(9 + i);
        for (int j = 0; j < 3; j++) {
          sum += x.getDouble(e, j) * tree.all.getDouble(3 * j + i);
        }
        p[e][i] = 1 / (1 + Math.exp(-2 * sum));
      }
      double[] leaves = {
        (1 - p[e][0]) * (1 - p[e][1]),
        (1 - p[e][0]) * p[e][1],
        p[e][0] * (1 - p[e][2]),
        p[e][0] * p[e][2]
      };
      for (int leaf = 0; leaf < 4; leaf++) {
        double a = tree.all.getDouble(12 + 2 * leaf);
        double b = tree.all.getDouble(13 + 2 * leaf);
        double all = Math.log(Math.exp(a) + Math.exp(b));
        double cross = targets.getDouble(e, 0) * (a - all) + targets.getDouble(e, 1) * (b - all);
        loss -= leaves[leaf] * cross / 2;
      }
    }
    alpha[0] = (p[0][0] + p[1][0]) / 2;
    double left = 2 - p[0][0] - p[1][0];
    alpha[1] = ((1 - p[0][0]) * p[0][1] + (1 - p[1][0]) * p[1][1]) / left;
    alpha[2] = (p[0][0] * p[0][2] + p[1][0] * p[1][2]) / (p[0][0] + p[1][0]);
    for (int i = 0; i < 3; i++) {
      double lambda = i == 0 ? 0.3 : 0.15;
      loss -= lambda * 0.5 * (Math.log(alpha[i]) + Math.log(1 - alpha[i]));
    }
    assertEquals(loss, tree.loss(x, targets, 0.3, tree.like(tree.all.like())), 1e-12);
  }

  @Test
  void itLearnsWhatNoLinearClassifierCan() {
    SoftDecisionTree tree =
        SoftDecisionTree.depth(4)
            .withEpochs(60)
            .withLearningRate(0.05)
            .withSeed(2)
            .fit(labels(POINTS));
    assertTrue(accuracy(tree, POINTS) > 0.85, () -> "accuracy " + accuracy(tree, POINTS));
    Classifier averaged = tree.averaged();
    assertTrue(accuracy(averaged, POINTS) > 0.75, () -> "averaged " + accuracy(averaged, POINTS));
  }

  @Test
  void theAnswerIsThatOfTheLeafAtTheEndOfThePath() {
    SoftDecisionTree tree = SoftDecisionTree.depth(3).withEpochs(5).fit(labels(POINTS.head(200)));
    INDArray leaves = tree.leaves();
    for (int example = 0; example < 20; example++) {
      INDArray x = POINTS.features(example);
      int[] path = tree.path(x);
      assertEquals(4, path.length);
      assertEquals(0, path[0]);
      for (int level = 1; level < path.length; level++) {
        assertEquals(path[level - 1], (path[level] - 1) / 2);
      }
      INDArray leaf = leaves.getRow(path[3] - 7, true);
      assertTrue(leaf.equalsWithEps(tree.probabilities(x), 1e-6));
    }
  }

  @Test
  void hardLabelsAreWhatACertainTeacherSays() {
    SoftDecisionTraining training = SoftDecisionTree.depth(2).withEpochs(2).withSeed(4);
    TransferSet certain = TransferSet.label(POINTS, x -> geometry(x).mul(100));
    assertEquals(training.fit(certain).leaves(), training.fit(POINTS).leaves());
    assertThrows(IllegalStateException.class, () -> training.fit(POINTS.withoutLabels()));
  }

  @Test
  void filtersBiasesAndLeavesAreAllThereIs() {
    SoftDecisionTree tree =
        SoftDecisionTree.depth(1).withSharpness(2).withEpochs(3).fit(labels(POINTS.head(200)));
    INDArray x = POINTS.features(5);
    double sum = x.mmul(tree.filters()).add(tree.biases()).getDouble(0);
    double right = 1 / (1 + Math.exp(-2 * sum));
    INDArray leaves = tree.leaves();
    INDArray mixed = leaves.getRow(0, true).mul(1 - right).add(leaves.getRow(1, true).mul(right));
    assertTrue(mixed.equalsWithEps(tree.averaged().probabilities(x), 1e-5));
  }

  @Test
  void averagedAnswersAreDistributions() {
    SoftDecisionTree tree = SoftDecisionTree.depth(3).withEpochs(2).fit(labels(POINTS.head(200)));
    INDArray sums = tree.averaged().probabilities(POINTS.features()).sum(1);
    assertEquals(1, sums.minNumber().doubleValue(), 1e-5);
    INDArray raw = tree.averaged().logits(POINTS.features(3));
    assertEquals(1, Transforms.exp(raw).sumNumber().doubleValue(), 1e-5);
  }

  /** With a strong penalty about half of the examples go either way at the root. */
  @Test
  void thePenaltyKeepsBothBranchesInUse() {
    TransferSet set = labels(POINTS);
    SoftDecisionTree tree = SoftDecisionTree.depth(1).withPenalty(10).withEpochs(20).fit(set);
    int right = 0;
    for (int i = 0; i < 600; i++) {
      right += tree.path(POINTS.features(i))[1] == 2 ? 1 : 0;
    }
    assertEquals(300, right, 100);
  }

  @Test
  void theSameSeedGivesTheSameTree() {
    TransferSet set = labels(POINTS.head(300));
    INDArray first = SoftDecisionTree.depth(3).withSeed(4).fit(set).filters();
    assertEquals(first, SoftDecisionTree.depth(3).withSeed(4).fit(set).filters());
    assertTrue(!first.equals(SoftDecisionTree.depth(3).withSeed(5).fit(set).filters()));
  }

  @Test
  void whatCannotBeIsRefused() {
    Refused.argument("depth must be from 1 to 12, but was 0", () -> SoftDecisionTree.depth(0));
    Refused.argument("depth must be from 1 to 12, but was 13", () -> SoftDecisionTree.depth(13));
    SoftDecisionTraining training = SoftDecisionTree.depth(2);
    Refused.argument("epochs must be at least 1, but was 0", () -> training.withEpochs(0));
    Refused.argument("batchSize must be at least 1, but was 0", () -> training.withBatchSize(0));
    Refused.argument(
        "temperature must be above 0 and finite, but was NaN",
        () -> training.withTemperature(Double.NaN));
    Refused.argument(
        "sharpness must be above 0 and finite, but was -1.0", () -> training.withSharpness(-1));
    Refused.argument(
        "learningRate must be above 0 and finite, but was 0.0", () -> training.withLearningRate(0));
    Refused.argument(
        "penalty must be 0 or more and finite, but was -0.1", () -> training.withPenalty(-0.1));
    SoftDecisionTree tree = training.withEpochs(1).fit(labels(POINTS.head(150)));
    Refused.argument(
        "features must be a matrix [N, 4], but have shape [2, 3]",
        () -> tree.logits(Nd4j.zeros(2, 3)));
    Refused.argument("example must be one row, but there are 2", () -> tree.path(Nd4j.zeros(2, 4)));
  }

  @Test
  void anInterruptEndsTheTraining() {
    TransferSet set = labels(POINTS.head(150));
    Thread.currentThread().interrupt();
    try {
      assertEquals(
          "the training was interrupted in epoch 1",
          assertThrows(IllegalStateException.class, () -> SoftDecisionTree.depth(2).fit(set))
              .getMessage());
    } finally {
      assertTrue(Thread.interrupted());
    }
  }
}
