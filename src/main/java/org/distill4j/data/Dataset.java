package org.distill4j.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Examples, their labels and the names of the classes; nothing in it changes.
 *
 * <p>Subsets share the stored array of the set they come from. Images stay bytes in memory and
 * become numbers from 0 to 1 when they are read, so all of MNIST takes 55 MB outside the heap.
 */
public final class Dataset {

  /**
   * Two disjoint parts of a data set.
   *
   * @param first the part of the size asked for
   * @param rest all other examples
   */
  public record Split(Dataset first, Dataset rest) {}

  private final INDArray stored;
  private final int @Nullable [] labels;
  private final List<String> classes;
  private final @Nullable ImageShape image;
  private final int[] rows;

  private Dataset(
      INDArray stored,
      int @Nullable [] labels,
      List<String> classes,
      @Nullable ImageShape image,
      int[] rows) {
    this.stored = stored;
    this.labels = labels;
    this.classes = classes;
    this.image = image;
    this.rows = rows;
  }

  /**
   * A data set of numbers.
   *
   * @param features examples {@code [N, d]}, all finite; kept, not copied
   * @param labels class index of each example, from 0 to {@code classes.size() - 1}
   * @param classes names of the classes, at least two
   * @return the data set
   * @throws IllegalArgumentException if sizes, labels or features do not fit
   */
  public static Dataset of(INDArray features, int[] labels, List<String> classes) {
    return create(features, labels, classes, null);
  }

  /**
   * Examples that nobody labelled.
   *
   * @param features examples {@code [N, d]}, all finite; kept, not copied
   * @param classes names of the classes that a teacher would choose from, at least two
   * @return the data set
   * @throws IllegalArgumentException if the features do not fit
   */
  public static Dataset unlabelled(INDArray features, List<String> classes) {
    return create(features, null, classes, null);
  }

  /**
   * A data set of images.
   *
   * @param pixels {@code [N, height * width * channels]}: of type UINT8 from 0 to 255, or finite
   *     floating-point numbers; kept, not copied
   * @param labels class index of each image
   * @param classes names of the classes, at least two
   * @param shape how a row is read as an image
   * @return the data set
   * @throws IllegalArgumentException if sizes, labels or pixels do not fit
   */
  public static Dataset images(
      INDArray pixels, int[] labels, List<String> classes, ImageShape shape) {
    return create(pixels, labels, classes, shape);
  }

  private static Dataset create(
      INDArray stored, int @Nullable [] labels, List<String> classes, @Nullable ImageShape image) {
    if (stored.rank() != 2 || stored.isEmpty()) {
      throw new IllegalArgumentException(
          "features must be a matrix [N, d] of at least one example, but have shape "
              + Arrays.toString(stored.shape()));
    }
    if (image != null && image.size() != stored.size(1)) {
      throw new IllegalArgumentException(
          "an image of %s has %d numbers, but a row of features has %d"
              .formatted(image, image.size(), stored.size(1)));
    }
    if (stored.dataType().isFPType() && !Double.isFinite(stored.sumNumber().doubleValue())) {
      throw new IllegalArgumentException("features must be finite, but hold NaN or infinity");
    }
    int n = Math.toIntExact(stored.size(0));
    requireLabels(labels, n, classes);
    return new Dataset(
        stored, labels, List.copyOf(classes), image, IntStream.range(0, n).toArray());
  }

  private static void requireLabels(int @Nullable [] labels, int n, List<String> classes) {
    if (classes.size() < 2) {
      throw new IllegalArgumentException("classes must be at least two, but are " + classes);
    }
    if (labels == null) {
      return;
    }
    if (labels.length != n) {
      throw new IllegalArgumentException(
          "there must be one label for each of the %d examples, but there are %d"
              .formatted(n, labels.length));
    }
    for (int row = 0; row < n; row++) {
      if (labels[row] < 0 || labels[row] >= classes.size()) {
        throw new IllegalArgumentException(
            "label %d of example %d is no class: labels go from 0 to %d"
                .formatted(labels[row], row, classes.size() - 1));
      }
    }
  }

  /**
   * Number of examples.
   *
   * @return N, at least 1
   */
  public int size() {
    return rows.length;
  }

  /**
   * Numbers that describe one example.
   *
   * @return d
   */
  public int width() {
    return Math.toIntExact(stored.size(1));
  }

  /**
   * Names of the classes, in the order of the logits.
   *
   * @return C names
   */
  public List<String> classes() {
    return classes;
  }

  /**
   * How a row is read as an image.
   *
   * @return empty where the examples are no images
   */
  public Optional<ImageShape> image() {
    return Optional.ofNullable(image);
  }

  /**
   * Whether hard labels are known.
   *
   * @return false for an unlabelled set
   */
  public boolean labelled() {
    return labels != null;
  }

  /**
   * All features as numbers, in one array made for the caller. Prefer {@link #features(int...)} for
   * large sets.
   *
   * @return {@code [N, d]}
   */
  public INDArray features() {
    return read(rows);
  }

  /**
   * Features of some examples.
   *
   * @param examples positions from 0 to {@code size() - 1}, in any order
   * @return {@code [examples.length, d]}, made for the caller
   */
  public INDArray features(int... examples) {
    return read(at(examples));
  }

  private INDArray read(int[] storedRows) {
    INDArray read = Nd4j.pullRows(stored, 1, storedRows);
    return read.dataType() == DataType.UINT8 ? read.castTo(DataType.FLOAT).divi(255) : read;
  }

  /**
   * The class of one example.
   *
   * @param example position from 0 to {@code size() - 1}
   * @return class index
   * @throws IllegalStateException if the set is unlabelled
   */
  public int label(int example) {
    return knownLabels()[rows[example]];
  }

  /**
   * Hard labels, one-hot.
   *
   * @return {@code [N, C]}
   * @throws IllegalStateException if the set is unlabelled
   */
  public INDArray labels() {
    return labels(IntStream.range(0, size()).toArray());
  }

  /**
   * Hard labels of some examples, one-hot.
   *
   * @param examples positions from 0 to {@code size() - 1}, in any order
   * @return {@code [examples.length, C]}
   * @throws IllegalStateException if the set is unlabelled
   */
  public INDArray labels(int... examples) {
    float[][] oneHot = new float[examples.length][classes.size()];
    for (int i = 0; i < examples.length; i++) {
      oneHot[i][label(examples[i])] = 1;
    }
    return Nd4j.create(oneHot);
  }

  private int[] knownLabels() {
    if (labels == null) {
      throw new IllegalStateException("the data set is unlabelled; only a teacher can label it");
    }
    return labels;
  }

  /**
   * The first examples.
   *
   * @param n how many, from 1 to {@code size()}
   * @return a set that shares this one's memory
   */
  public Dataset head(int n) {
    requireCount(n, size());
    return with(Arrays.copyOf(rows, n));
  }

  /**
   * Chosen examples.
   *
   * @param examples positions from 0 to {@code size() - 1}, at least one, in any order
   * @return a set that shares this one's memory
   */
  public Dataset rows(int... examples) {
    requireCount(examples.length, Integer.MAX_VALUE);
    return with(at(examples));
  }

  /**
   * The examples of chosen classes, as in {@code train.where(label -> label != 3)}.
   *
   * @param labelIs which class indices to keep; some example must have one of them
   * @return a set that shares this one's memory and keeps all class names
   */
  public Dataset where(IntPredicate labelIs) {
    return rows(IntStream.range(0, size()).filter(i -> labelIs.test(label(i))).toArray());
  }

  /**
   * Divides the set at random.
   *
   * @param n size of the first part, from 1 to {@code size() - 1}
   * @param seed of the choice
   * @return both parts; they share this one's memory
   */
  public Split split(int n, long seed) {
    requireCount(n, size() - 1);
    int[] order = Permutation.of(size(), new Random(seed));
    return new Split(
        rows(Arrays.copyOf(order, n)), rows(Arrays.copyOfRange(order, n, order.length)));
  }

  /**
   * The same examples, their labels forgotten.
   *
   * @return a set that shares this one's memory
   */
  public Dataset withoutLabels() {
    return new Dataset(stored, null, classes, image, rows);
  }

  private Dataset with(int[] chosen) {
    return new Dataset(stored, labels, classes, image, chosen);
  }

  private int[] at(int[] examples) {
    int[] chosen = new int[examples.length];
    for (int i = 0; i < chosen.length; i++) {
      if (examples[i] < 0 || examples[i] >= rows.length) {
        throw new IllegalArgumentException(
            "example must be from 0 to %d, but was %d".formatted(rows.length - 1, examples[i]));
      }
      chosen[i] = rows[examples[i]];
    }
    return chosen;
  }

  private static void requireCount(int n, int most) {
    if (n < 1 || n > most) {
      throw new IllegalArgumentException(
          "the number of examples must be from 1 to %d, but was %d".formatted(most, n));
    }
  }

  @Override
  public String toString() {
    return "%,d examples of %d features, %d classes%s"
        .formatted(size(), width(), classes.size(), labelled() ? "" : ", unlabelled");
  }
}
