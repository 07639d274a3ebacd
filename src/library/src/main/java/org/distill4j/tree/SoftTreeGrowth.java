package org.distill4j.tree;

import org.distill4j.data.Dataset;
import org.distill4j.distill.TransferSet;
import org.distill4j.internal.Ranges;
import org.distill4j.loss.SoftTargets;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How a {@link SoftTree} is grown: {@code SoftTree.depth(3).withLeafSize(20).fit(set)}.
 *
 * @param depth most questions that an example is asked, from 1 to 1,000
 * @param leafSize fewest training examples in a leaf, at least 1
 * @param temperature at which the teacher's logits become the distributions that are learnt, above
 *     0 and finite
 */
public record SoftTreeGrowth(int depth, int leafSize, double temperature) {

  /** Questions in a row that nobody would read. */
  static final int DEEPEST = 1_000;

  /** Checks the ranges. */
  public SoftTreeGrowth {
    Ranges.requireFromTo("depth", depth, 1, DEEPEST);
    Ranges.requireAtLeast("leafSize", leafSize, 1);
    Ranges.requirePositive("temperature", temperature);
  }

  /**
   * The same with other leaves.
   *
   * @param leafSize fewest training examples in a leaf, at least 1
   * @return the settings
   */
  public SoftTreeGrowth withLeafSize(int leafSize) {
    return new SoftTreeGrowth(depth, leafSize, temperature);
  }

  /**
   * The same at another temperature.
   *
   * @param temperature at which the teacher's logits become the distributions that are learnt,
   *     above 0 and finite
   * @return the settings
   */
  public SoftTreeGrowth withTemperature(double temperature) {
    return new SoftTreeGrowth(depth, leafSize, temperature);
  }

  /**
   * Grows a tree on what a teacher said. Labels are not read.
   *
   * @param set the examples and what the teacher said about them
   * @return the tree
   */
  public SoftTree fit(TransferSet set) {
    return fit(set.data(), SoftTargets.softmax(set.logits(), temperature));
  }

  /**
   * Grows a tree without a teacher, on hard labels; the temperature has no effect.
   *
   * @param train labelled examples
   * @return the tree
   * @throws IllegalStateException if the set is unlabelled
   */
  public SoftTree fit(Dataset train) {
    return fit(train, train.labels());
  }

  private SoftTree fit(Dataset data, INDArray p) {
    Bins bins = Bins.of(SoftTree.numbers(data.features()), data.width());
    Grower.Targets targets =
        new Grower.Targets((int) p.size(1), p.castTo(DataType.DOUBLE).dup('c').data().asDouble());
    Node root = new Grower(bins, targets, leafSize).grow(depth);
    return new SoftTree(root, data.width(), data.classes(), FeatureNames.of(data));
  }
}
