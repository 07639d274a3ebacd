package org.distill4j.tree;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.distill4j.data.Dataset;
import org.distill4j.distill.TransferSet;
import org.distill4j.loss.SoftTargets;
import org.distill4j.model.Classifier;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A student that can be read: a decision tree that learns the teacher's probabilities, not the
 * labels (after Bastani et al. 2017, <a
 * href="https://arxiv.org/abs/1705.08504">arXiv:1705.08504</a>).
 *
 * <p>Each question is the one that lowers the squared distance between the teacher's distributions
 * and their mean on either side the most; a leaf answers with the mean. Printed, it is a list of
 * questions.
 */
public final class SoftTree implements Classifier {

  /** Below this a probability is taken for it, so that logits are finite. */
  private static final double LEAST = 1e-6;

  private final Node root;
  private final int inputs;
  private final List<String> classes;
  private final FeatureNames names;

  private SoftTree(Node root, Dataset data) {
    this.root = root;
    this.inputs = data.width();
    this.classes = data.classes();
    this.names = FeatureNames.of(data);
  }

  /**
   * Starts to describe a tree.
   *
   * @param questions most that an example is asked, at least 1
   * @return settings to fit with
   */
  public static Growth depth(int questions) {
    return new Growth(questions, 5, 1);
  }

  /**
   * How a tree is grown.
   *
   * @param depth most questions that an example is asked, at least 1
   * @param leaf fewest training examples in a leaf, at least 1
   * @param temperature at which the teacher's logits become the distributions that are learnt
   */
  public record Growth(int depth, int leaf, double temperature) {

    /** Checks the ranges. */
    public Growth {
      Ranges.atLeastOne("depth", depth);
      Ranges.atLeastOne("leaf", leaf);
      Ranges.positive("temperature", temperature);
    }

    /**
     * The same with another size of leaves.
     *
     * @param examples fewest in a leaf, at least 1; 5 unless said otherwise
     * @return the settings
     */
    public Growth leaf(int examples) {
      return new Growth(depth, examples, temperature);
    }

    /**
     * The same at another temperature.
     *
     * @param softness above 0 and finite; 1 unless said otherwise
     * @return the settings
     */
    public Growth temperature(double softness) {
      return new Growth(depth, leaf, softness);
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
      Bins bins = Bins.of(numbers(data.features()), data.width());
      Grower.Targets targets =
          new Grower.Targets((int) p.size(1), p.castTo(DataType.DOUBLE).dup('c').data().asDouble());
      return new SoftTree(new Grower(bins, targets, leaf).grow(depth), data);
    }
  }

  private static float[] numbers(INDArray features) {
    return features.castTo(DataType.FLOAT).dup('c').data().asFloat();
  }

  /**
   * Logarithms of the probabilities of the leaf that each example comes to, those below 0.000001
   * taken for that.
   *
   * @param features examples {@code [N, d]}; not modified
   * @return logits {@code [N, C]}
   */
  @Override
  public INDArray logits(INDArray features) {
    if (features.rank() != 2 || features.size(1) != inputs) {
      throw new IllegalArgumentException(
          "features must be a matrix [N, %d], but have shape %s"
              .formatted(inputs, Arrays.toString(features.shape())));
    }
    float[] numbers = numbers(features);
    float[] logits = new float[(int) features.size(0) * classes.size()];
    for (int i = 0; i < features.size(0); i++) {
      Leaf leaf = root.find(numbers, i * inputs);
      for (int k = 0; k < classes.size(); k++) {
        logits[i * classes.size() + k] = (float) Math.log(Math.max(leaf.probability(k), LEAST));
      }
    }
    return Nd4j.create(logits, new long[] {features.size(0), classes.size()}, 'c');
  }

  /**
   * Questions on the longest way.
   *
   * @return at most the depth that it was fitted with
   */
  public int depth() {
    return root.depth();
  }

  /**
   * Number of different answers.
   *
   * @return at least 1
   */
  public int leaves() {
    return root.leaves();
  }

  /** The questions, those that follow from an answer below it and further right. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    print(root, "", "", text);
    return text.toString().stripTrailing();
  }

  private void print(Node node, String indent, String answer, StringBuilder text) {
    text.append(indent).append(answer);
    if (node instanceof Leaf leaf) {
      int best = leaf.best();
      text.append(
          String.format(
              Locale.ROOT,
              "%s, %.0f %% (%,d examples)\n",
              classes.get(best),
              100 * leaf.probability(best),
              leaf.examples()));
    } else if (node instanceof Question question) {
      text.append(names.question(question.feature(), question.threshold())).append('\n');
      String deeper = answer.isEmpty() ? indent : indent + "  ";
      print(question.yes(), deeper, "yes: ", text);
      print(question.no(), deeper, "no:  ", text);
    }
  }
}
