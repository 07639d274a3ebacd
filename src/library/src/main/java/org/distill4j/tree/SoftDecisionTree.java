package org.distill4j.tree;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.OptionalLong;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.network.Sized;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * A soft decision tree (Frosst and Hinton 2017, <a
 * href="https://arxiv.org/abs/1711.09784">arXiv:1711.09784</a>): where a {@link SoftTree} asks for
 * one feature, each inner node weighs them all, {@code p_i(x) = sigmoid(sharpness * (w_i x +
 * b_i))}, and an example goes right with that probability. Each leaf has one distribution over the
 * classes. Gradient descent finds filters and leaves, from the teacher's soft targets.
 *
 * <p>The answer is that of the leaf to which an example most probably comes, so the reason for it
 * is a list of as many filters as the tree is deep; {@link #averaged} weighs all leaves.
 */
public final class SoftDecisionTree implements Classifier, Sized {

  private final SoftBranches branches;
  private final int depth;

  SoftDecisionTree(SoftBranches branches, int depth) {
    this.branches = branches;
    this.depth = depth;
  }

  /**
   * Starts to describe a tree: temperature 1, sharpness 1, penalty 0.1, ten epochs in batches of
   * 128, a learning rate that falls from 0.01 to 0, seed 0.
   *
   * @param depth filters on the way to a leaf, from 1 to 12
   * @return settings to fit with
   * @throws IllegalArgumentException if there are too few or too many levels
   */
  public static SoftDecisionTraining depth(int depth) {
    return new SoftDecisionTraining(depth, 1, 1, 0.1, 10, 128, 0.01, 0);
  }

  /**
   * Reads a tree.
   *
   * @param file that {@link #save} wrote
   * @return the same tree
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is damaged or no such tree
   */
  public static SoftDecisionTree load(Path file) {
    return SoftDecisionTreeFile.read(file);
  }

  /**
   * Writes the tree: all of it or nothing.
   *
   * @param file whose folder must exist; replaced if it is there
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void save(Path file) {
    SoftDecisionTreeFile.write(branches, depth, file);
  }

  /**
   * Writes the tree as the source of one class for Java 17, and filters and leaves as a resource
   * beside it, which the build must copy: both files or neither. Any number of threads may ask the
   * class.
   *
   * @param folder of sources, which must exist; folders of packages are made in it
   * @param className whole, as in {@code com.acme.DigitTree}
   * @throws java.io.UncheckedIOException if a file cannot be written
   * @throws IllegalArgumentException if the name is none
   */
  public void saveJava(Path folder, String className) {
    SoftTreeSource.write(branches, toString(), folder, className);
  }

  /**
   * Logarithms of the distribution of each example's most probable leaf.
   *
   * @param features examples {@code [N, d]}; not modified
   * @return logits {@code [N, C]}
   * @throws IllegalArgumentException if the features do not fit
   */
  @Override
  public INDArray logits(INDArray features) {
    int[] leaves = Arrays.stream(paths(features)).mapToInt(this::bestLeaf).toArray();
    return Nd4j.pullRows(branches.logLeaves(), 1, leaves);
  }

  /**
   * The same tree with an answer that weighs all leaves by the probability of coming to them, which
   * no longer can be read off one path.
   *
   * @return a classifier
   */
  public Classifier averaged() {
    return features -> {
      double[][] paths = paths(features);
      int inner = branches.inner();
      double[][] arrivals =
          Arrays.stream(paths)
              .map(path -> Arrays.copyOfRange(path, inner, path.length))
              .toArray(double[][]::new);
      INDArray leaves = Transforms.exp(branches.logLeaves(), false);
      INDArray mean = Nd4j.createFromArray(arrivals).castTo(leaves.dataType()).mmul(leaves);
      return Transforms.log(mean, false);
    };
  }

  private double[][] paths(INDArray features) {
    if (features.rank() != 2 || features.size(1) != branches.filters().size(0)) {
      throw new IllegalArgumentException(
          "features must be a matrix [N, %d], but have shape %s"
              .formatted(branches.filters().size(0), Arrays.toString(features.shape())));
    }
    double[][] right = branches.right(features);
    return Arrays.stream(right).map(branches::path).toArray(double[][]::new);
  }

  private int bestLeaf(double... path) {
    int best = 0;
    for (int leaf = 1; leaf <= branches.inner(); leaf++) {
      best = path[branches.inner() + leaf] > path[branches.inner() + best] ? leaf : best;
    }
    return best;
  }

  /**
   * The way of one example to its most probable leaf.
   *
   * @param example {@code [1, d]}; not modified
   * @return inner nodes from the root, 0, on; below node i are 2i + 1 and 2i + 2; the last number
   *     is the leaf's, from {@code 2^depth - 1} on
   * @throws IllegalArgumentException if this is not one example of the right width
   */
  public int[] path(INDArray example) {
    double[][] paths = paths(example);
    if (paths.length != 1) {
      throw new IllegalArgumentException("example must be one row, but there are " + paths.length);
    }
    int[] way = new int[depth + 1];
    way[depth] = branches.inner() + bestLeaf(paths[0]);
    for (int level = depth - 1; level >= 0; level--) {
      way[level] = (way[level + 1] - 1) / 2;
    }
    return way;
  }

  /**
   * What each inner node looks for: an example goes right where the products of its features with
   * the node's column sum up high.
   *
   * @return {@code [d, 2^depth - 1]}, a copy, in the order of {@link #path}
   */
  public INDArray filters() {
    return branches.filters().dup();
  }

  /**
   * What is added to the weighted sum of the features at each inner node: an example x goes right
   * with probability {@code sigmoid(sharpness * (x filters + biases))}.
   *
   * @return {@code [1, 2^depth - 1]}, a copy, in the order of {@link #path}
   */
  public INDArray biases() {
    return branches.biases().dup();
  }

  /**
   * What each leaf answers.
   *
   * @return probabilities {@code [2^depth, C]}, a copy, from left to right
   */
  public INDArray leaves() {
    return Transforms.exp(branches.logLeaves(), false);
  }

  @Override
  public OptionalLong parameters() {
    return OptionalLong.of(branches.all.length());
  }

  @Override
  public OptionalLong bytes() {
    return OptionalLong.of(branches.all.length() * branches.all.dataType().width());
  }

  @Override
  public OptionalLong multiplyAdds() {
    return OptionalLong.of(branches.filters().length());
  }

  @Override
  public String toString() {
    return "soft decision tree of depth %d: %,d filters of %,d weights, %,d leaves"
        .formatted(depth, branches.inner(), branches.filters().size(0), branches.inner() + 1);
  }
}
