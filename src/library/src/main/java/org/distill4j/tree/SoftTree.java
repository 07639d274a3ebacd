package org.distill4j.tree;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.network.Sized;
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
public final class SoftTree implements Classifier, Sized {

  /** Below this a probability is taken for it, so that logits are finite. */
  private static final double LEAST = 1e-6;

  private final Node root;
  private final int inputs;
  private final List<String> classes;
  private final FeatureNames names;

  SoftTree(Node root, int inputs, List<String> classes, FeatureNames names) {
    this.root = root;
    this.inputs = inputs;
    this.classes = classes;
    this.names = names;
  }

  /**
   * Starts to describe a tree: leaves of at least five examples, temperature 1.
   *
   * @param depth most questions that an example is asked, from 1 to 1,000
   * @return settings to fit with
   */
  public static SoftTreeGrowth depth(int depth) {
    return new SoftTreeGrowth(depth, 5, 1);
  }

  /**
   * Reads a tree.
   *
   * @param file that {@link #save} wrote
   * @return the same tree
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is damaged or no such tree
   */
  public static SoftTree load(Path file) {
    return SoftTreeFile.read(file);
  }

  /**
   * Writes the tree with the names of classes and features: all of it or nothing.
   *
   * @param file whose folder must exist; replaced if it is there
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void save(Path file) {
    SoftTreeFile.write(this, file);
  }

  /**
   * Writes the tree as the source of one class for Java 17, each question an {@code if}, and the
   * leaves' answers as a resource beside it, which the build must copy: both files or neither. Any
   * number of threads may ask the class.
   *
   * @param folder of sources, which must exist; folders of packages are made in it
   * @param className whole, as in {@code com.acme.DigitTree}
   * @throws java.io.UncheckedIOException if a file cannot be written
   * @throws IllegalArgumentException if the name is none
   */
  public void saveJava(Path folder, String className) {
    TreeSource.write(this, folder, className);
  }

  Node root() {
    return root;
  }

  int inputs() {
    return inputs;
  }

  List<String> classes() {
    return classes;
  }

  FeatureNames names() {
    return names;
  }

  static float[] numbers(INDArray features) {
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
        logits[i * classes.size() + k] = logit(leaf, k);
      }
    }
    return Nd4j.create(logits, new long[] {features.size(0), classes.size()}, 'c');
  }

  static float logit(Leaf leaf, int k) {
    return (float) Math.log(Math.max(leaf.probability(k), LEAST));
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

  /** A feature and a threshold for each question, a probability of each class for each leaf. */
  @Override
  public OptionalLong parameters() {
    return OptionalLong.of(2L * (leaves() - 1) + (long) leaves() * classes.size());
  }

  /** Features and thresholds have 4 bytes, probabilities 8. */
  @Override
  public OptionalLong bytes() {
    return OptionalLong.of(8L * (leaves() - 1) + 8L * leaves() * classes.size());
  }

  /** None: a question is a comparison. */
  @Override
  public OptionalLong multiplyAdds() {
    return OptionalLong.of(0);
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
