package org.distill4j.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.distill4j.distill.TransferSet;
import org.distill4j.loss.SoftTargets;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class SoftTreeTest {

  private static final Dataset POINTS = Toy.points(300, 1);

  /** A teacher that gives one of two distributions, by whether the second feature is above 0.2. */
  private static INDArray step(INDArray features) {
    INDArray logits = Nd4j.zeros(features.size(0), 3);
    for (int i = 0; i < features.size(0); i++) {
      double[] p = features.getDouble(i, 1) > 0.2 ? new double[] {6, 3, 1} : new double[] {0, 2, 8};
      for (int k = 0; k < 3; k++) {
        logits.putScalar(i, k, Math.log(Math.max(p[k] / 10, 1e-30)));
      }
    }
    return logits;
  }

  private static INDArray meanSquares(SoftTree tree, TransferSet set) {
    INDArray p = SoftTargets.softmax(set.logits(), 1);
    INDArray q = tree.probabilities(set.data().features());
    return Transforms.pow(p.sub(q), 2).sum(1).mean();
  }

  @Test
  void aStepIsFoundWithItsDistributions() {
    Dataset data =
        Dataset.of(
            Nd4j.createFromArray(new float[][] {{9, 0}, {3, 0.1f}, {5, 0.3f}, {4, 0.9f}}),
            new int[] {2, 2, 0, 0},
            Toy.CLASSES);
    SoftTree tree =
        SoftTree.depth(4).withLeafSize(1).fit(TransferSet.label(data, SoftTreeTest::step));
    assertEquals(
        """
        x1 above 0.2000?
        yes: centre, 60 % (2 examples)
        no:  below, 80 % (2 examples)\
        """,
        tree.toString());
    assertEquals(1, tree.depth());
    assertEquals(2, tree.leaves());
    INDArray logits = tree.logits(Nd4j.createFromArray(new float[][] {{0, 0.21f}, {7, 0.19f}}));
    double[][] expected = {{0.6, 0.3, 0.1}, {1e-6, 0.2, 0.8}};
    for (int i = 0; i < 2; i++) {
      for (int k = 0; k < 3; k++) {
        assertEquals(Math.log(expected[i][k]), logits.getDouble(i, k), 1e-5);
      }
    }
  }

  @Test
  void withoutATeacherALeafHoldsTheSharesOfTheLabels() {
    Dataset data =
        Dataset.of(
            Nd4j.createFromArray(new float[][] {{9, 0}, {3, 0.1f}, {5, 0.3f}, {4, 0.9f}, {4, 1}}),
            new int[] {2, 2, 0, 1, 0},
            Toy.CLASSES);
    assertEquals(
        """
        x1 above 0.2000?
        yes: centre, 67 % (3 examples)
        no:  below, 100 % (2 examples)\
        """,
        SoftTree.depth(1).withLeafSize(1).fit(data).toString());
    assertThrows(IllegalStateException.class, () -> SoftTree.depth(1).fit(data.withoutLabels()));
  }

  @Test
  void theFirstQuestionIsTheBestOfAll() {
    TransferSet set = TransferSet.label(Toy.points(60, 2), Toy.teacher(3));
    INDArray p = SoftTargets.softmax(set.logits(), 1);
    INDArray x = set.data().features();
    double best = Double.POSITIVE_INFINITY;
    for (int feature = 0; feature < Toy.WIDTH; feature++) {
      for (int i = 0; i < 60; i++) {
        INDArray above = x.getColumn(feature).gt(x.getDouble(i, feature)).castTo(p.dataType());
        best = Math.min(best, squares(p, above) + squares(p, above.rsub(1)));
      }
    }
    SoftTree tree = SoftTree.depth(1).withLeafSize(1).fit(set);
    assertEquals(best / 60, meanSquares(tree, set).getDouble(0), 1e-5);
  }

  /** Sum of the squared distances of some rows to their mean. */
  private static double squares(INDArray p, INDArray members) {
    double n = members.sumNumber().doubleValue();
    if (n == 0) {
      return 0;
    }
    INDArray sum = p.mulColumnVector(members.reshape(-1, 1)).sum(0);
    double all = p.mul(p).mulColumnVector(members.reshape(-1, 1)).sumNumber().doubleValue();
    return all - sum.mul(sum).sumNumber().doubleValue() / n;
  }

  @Test
  void deeperTreesComeCloserToTheTeacher() {
    TransferSet set = TransferSet.label(POINTS, Toy.teacher(3));
    double before = Double.POSITIVE_INFINITY;
    for (int depth = 1; depth <= 6; depth++) {
      SoftTree tree = SoftTree.depth(depth).withLeafSize(3).fit(set);
      double now = meanSquares(tree, set).getDouble(0);
      assertTrue(now < before, "depth " + depth + ": " + now + " after " + before);
      assertTrue(tree.depth() <= depth && tree.leaves() <= 1 << depth);
      before = now;
    }
  }

  @Test
  void noLeafIsSmallerThanAllowed() {
    SoftTree tree =
        SoftTree.depth(20).withLeafSize(40).fit(TransferSet.label(POINTS, Toy.teacher(3)));
    assertTrue(tree.leaves() > 1 && tree.leaves() <= 300 / 40);
    tree.toString()
        .lines()
        .filter(line -> line.endsWith("examples)"))
        .map(line -> line.replaceAll(".*\\((\\d+) examples\\)", "$1"))
        .forEach(count -> assertTrue(Integer.parseInt(count) >= 40, count));
  }

  @Test
  void aTeacherThatSaysTheSameOfAllIsOneLeaf() {
    SoftTree tree =
        SoftTree.depth(5).fit(TransferSet.label(POINTS, x -> Nd4j.ones(x.size(0), 3).mul(7)));
    assertEquals("centre, 33 % (300 examples)", tree.toString());
    assertEquals(0, tree.depth());
  }

  @Test
  void atHighTemperatureTheDistributionsAreFlat() {
    TransferSet set = TransferSet.label(POINTS, Toy.teacher(3));
    INDArray p = SoftTree.depth(3).withTemperature(1e4).fit(set).probabilities(POINTS.features());
    assertEquals(1 / 3.0, p.maxNumber().doubleValue(), 1e-3);
  }

  @Test
  void theSameSetGivesTheSameTree() {
    TransferSet set = TransferSet.label(POINTS, Toy.teacher(3));
    assertEquals(
        SoftTree.depth(8).withLeafSize(2).fit(set).toString(),
        SoftTree.depth(8).withLeafSize(2).fit(set).toString());
  }

  @Test
  void aMillionDifferentValuesMakeNoMoreThanSixtyFourRanges() {
    Random random = new Random(1);
    float[] values = new float[5_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat();
    }
    Bins bins = Bins.of(values, 1);
    assertEquals(Bins.MOST, bins.count(0));
    int[] counts = new int[Bins.MOST];
    for (int i = 0; i < values.length; i++) {
      int bin = bins.of(0)[i];
      counts[bin]++;
      assertTrue(bin == 0 || values[i] > bins.edge(0, bin - 1));
      assertTrue(bin == Bins.MOST - 1 || values[i] <= bins.edge(0, bin));
    }
    for (int count : counts) {
      assertEquals(5_000 / 64.0, count, 1);
    }
  }

  @Test
  void colorsAreAskedForByChannel() {
    float[][] pixels = new float[40][12]; // 2 x 2 pixels in 3 channels
    int[] labels = new int[40];
    for (int i = 0; i < 40; i++) {
      labels[i] = i % 2;
      pixels[i][2 * 4 + 1] = i % 2; // blue of the upper right pixel
    }
    Dataset images =
        Dataset.images(Nd4j.create(pixels), labels, List.of("a", "b"), ImageShape.color(2, 2));
    INDArray logits = images.labels().mul(9);
    SoftTree tree = SoftTree.depth(1).withLeafSize(1).fit(TransferSet.label(images, x -> logits));
    assertTrue(
        tree.toString().startsWith("row 0, column 1, channel 2 above 0.5000?"), tree::toString);
  }

  @Test
  void whatCannotBeIsRefused() {
    assertRefused("depth must be from 1 to 1,000, but was 0", () -> SoftTree.depth(0));
    assertRefused(
        "leafSize must be at least 1, but was 0", () -> SoftTree.depth(3).withLeafSize(0));
    assertRefused(
        "temperature must be above 0 and finite, but was NaN",
        () -> SoftTree.depth(3).withTemperature(Double.NaN));
    SoftTree tree = SoftTree.depth(2).fit(TransferSet.label(POINTS, Toy.teacher(3)));
    assertRefused(
        "features must be a matrix [N, 4], but have shape [2, 3]",
        () -> tree.logits(Nd4j.zeros(2, 3)));
  }

  private static void assertRefused(String text, Runnable call) {
    assertEquals(text, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  @Test
  void itCanBeTheTeacherOfANetwork() {
    SoftTree tree = SoftTree.depth(3).fit(TransferSet.label(POINTS, Toy.teacher(3)));
    assertEquals(List.of(300L, 3L), shape(TransferSet.label(POINTS, tree).logits()));
  }

  private static List<Long> shape(INDArray array) {
    return List.of(array.size(0), array.size(1));
  }
}
