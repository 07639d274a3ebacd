package org.distill4j.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Examples, their labels and the names of the classes; nothing in it changes.
 *
 * <p>An example belongs to exactly one class: by design there are no numbers to predict (no
 * regression) and no examples of several classes (no multi-label). Classes have two forms, which
 * have two names: an index from 0 to C - 1 ({@link #label}, {@link #labelIndices}), and one-hot, as
 * losses want them ({@link #labels()}).
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

  final Store store;
  final Rows rows;

  private Dataset(Store store, Rows rows) {
    this.store = store;
    this.rows = rows;
  }

  /**
   * A data set of numbers.
   *
   * @param features examples {@code [N, d]}, all finite; floating-point numbers are kept, not
   *     copied, all others converted to FLOAT, their values as they are
   * @param labels class index of each example, from 0 to {@code classes.size() - 1}
   * @param classes names of the classes, at least two
   * @return the data set
   * @throws IllegalArgumentException if sizes, labels or features do not fit
   */
  public static Dataset of(INDArray features, int[] labels, List<String> classes) {
    return all(new Store(new DenseFeatures(floating(features)), labels, classes, null));
  }

  /**
   * Examples that nobody labelled.
   *
   * @param features examples {@code [N, d]}, all finite; floating-point numbers are kept, not
   *     copied, all others converted to FLOAT, their values as they are
   * @param classes names of the classes that a teacher would choose from, at least two
   * @return the data set
   * @throws IllegalArgumentException if the features do not fit
   */
  public static Dataset unlabelled(INDArray features, List<String> classes) {
    return all(new Store(new DenseFeatures(floating(features)), null, classes, null));
  }

  private static INDArray floating(INDArray features) {
    return features.dataType().isFPType() ? features : features.castTo(DataType.FLOAT);
  }

  /** Features that are 0 or 1. */
  static Dataset ones(SparseOnes features, int[] labels, List<String> classes) {
    return all(new Store(features, labels, classes, null));
  }

  /**
   * A data set of images.
   *
   * @param pixels {@code [N, channels * height * width]}, one channel after another: of type UINT8,
   *     read as numbers from 0 to 1 (a byte divided by 255), or finite floating-point numbers;
   *     kept, not copied
   * @param labels class index of each image
   * @param classes names of the classes, at least two
   * @param shape how a row is read as an image
   * @return the data set
   * @throws IllegalArgumentException if sizes, labels or pixels do not fit
   */
  public static Dataset images(
      INDArray pixels, int[] labels, List<String> classes, ImageShape shape) {
    if (pixels.dataType() != DataType.UINT8 && !pixels.dataType().isFPType()) {
      throw new IllegalArgumentException(
          "pixels must be of type UINT8, from 0 to 255, or floating-point numbers, but are "
              + pixels.dataType());
    }
    return all(new Store(new DenseFeatures(pixels), labels, classes, shape));
  }

  /**
   * A data set of images from files: PNG or JPEG, in one folder for each class, which has the name
   * of its folder. Classes and files come in the order of their names; names that begin with a dot
   * are passed over, and so are files beside the classes' folders.
   *
   * <p>Each image is brought to the shape by the mean of the area that each new pixel covers,
   * without regard to its proportions; transparent pixels are laid over white, and what a camera
   * notes about turning a picture is not looked at.
   *
   * @param folder with a folder for each of at least two classes
   * @param shape that all images get; one channel for gray, three for red, green and blue
   * @return the images, each number kept as one byte and read as a number from 0 to 1
   * @throws java.io.UncheckedIOException if the folder is missing or a file cannot be read
   * @throws IllegalArgumentException if there are fewer than two classes, a class has no files, a
   *     file is damaged or no image, an image has more than 50 million pixels, or all together
   *     would take more than 2 GiB; the text names the file
   */
  public static Dataset images(Path folder, ImageShape shape) {
    return ImageFolder.read(folder, shape);
  }

  /**
   * Several sets as one, one after another. Bytes stay bytes where all are.
   *
   * @param first examples
   * @param more sets with the same features and classes, all labelled or none
   * @return all examples, in an array of their own
   * @throws IllegalArgumentException if the sets do not fit together
   */
  public static Dataset concat(Dataset first, Dataset... more) {
    return Concatenation.of(first, more);
  }

  /** All examples of a store. */
  static Dataset all(Store store) {
    return new Dataset(store, Rows.first(store.features.count()));
  }

  /**
   * The same data set with a description of its features.
   *
   * @param attributes what the features mean, in order; their widths add up to d
   * @return a data set that shares this one's memory
   * @throws IllegalArgumentException if the attributes describe another number of features
   */
  public Dataset withAttributes(List<Attribute> attributes) {
    return new Dataset(store.withAttributes(attributes), rows);
  }

  /**
   * Number of examples.
   *
   * @return N, at least 1
   */
  public int size() {
    return rows.count();
  }

  /**
   * Numbers that describe one example.
   *
   * @return d
   */
  public int width() {
    return store.features.width();
  }

  /**
   * Names of the classes, in the order of the logits.
   *
   * @return C names
   */
  public List<String> classes() {
    return store.classes;
  }

  /**
   * How a row is read as an image.
   *
   * @return empty where the examples are no images
   */
  public Optional<ImageShape> image() {
    return Optional.ofNullable(store.image);
  }

  /**
   * What the features mean: categories take several, numbers one.
   *
   * @return the attributes, in the order of the features; numbers x0, x1, ... if nothing was said
   */
  public List<Attribute> attributes() {
    return store.attributes.isEmpty() ? Attribute.numbers(width()) : store.attributes;
  }

  /**
   * Whether hard labels are known.
   *
   * @return false for an unlabelled set
   */
  public boolean labelled() {
    return store.labels != null;
  }

  /**
   * All features as numbers, in one array made for the caller. Prefer {@link #features(int...)} for
   * large sets.
   *
   * @return {@code [N, d]}
   */
  public INDArray features() {
    return store.features(rows.all());
  }

  /**
   * Features of some examples.
   *
   * @param examples positions from 0 to {@code size() - 1}, at least one, in any order
   * @return {@code [examples.length, d]}, made for the caller
   */
  public INDArray features(int... examples) {
    return store.features(rows.of(examples));
  }

  /**
   * Features of some examples as they are kept: images that are bytes stay bytes, and so do
   * features that can only be 0 or 1, which are bytes of 0 or 255.
   *
   * @param examples positions from 0 to {@code size() - 1}, at least one, in any order
   * @return {@code [examples.length, d]}, made for the caller; floating-point numbers, or of type
   *     UINT8 for numbers from 0 to 1 (a byte divided by 255)
   */
  public INDArray stored(int... examples) {
    return store.features.stored(rows.of(examples));
  }

  /**
   * The class of one example, as an index.
   *
   * @param example position from 0 to {@code size() - 1}
   * @return class index
   * @throws IllegalStateException if the set is unlabelled
   */
  public int label(int example) {
    return store.label(rows.of(example));
  }

  /**
   * The class of every example.
   *
   * @return N class indices, in an array made for the caller
   * @throws IllegalStateException if the set is unlabelled
   */
  public int[] labelIndices() {
    return Arrays.stream(rows.all()).map(store::label).toArray();
  }

  /**
   * Hard labels, one-hot; {@link #labelIndices} gives them as indices.
   *
   * @return {@code [N, C]}
   * @throws IllegalStateException if the set is unlabelled
   */
  public INDArray labels() {
    return store.oneHot(rows.all());
  }

  /**
   * Hard labels of some examples, one-hot.
   *
   * @param examples positions from 0 to {@code size() - 1}, at least one, in any order
   * @return {@code [examples.length, C]}
   * @throws IllegalStateException if the set is unlabelled
   */
  public INDArray labels(int... examples) {
    return store.oneHot(rows.of(examples));
  }

  /**
   * The first examples.
   *
   * @param n how many, from 1 to {@code size()}
   * @return a set that shares this one's memory
   */
  public Dataset head(int n) {
    return new Dataset(store, rows.head(n));
  }

  /**
   * Chosen examples.
   *
   * @param examples positions from 0 to {@code size() - 1}, at least one, in any order
   * @return a set that shares this one's memory
   */
  public Dataset rows(int... examples) {
    return new Dataset(store, rows.choose(examples));
  }

  /**
   * The examples of chosen classes, as in {@code train.where(label -> label != 3)}.
   *
   * @param labelIs which class indices to keep; some example must have one of them
   * @return a set that shares this one's memory and keeps all class names
   */
  public Dataset where(IntPredicate labelIs) {
    return new Dataset(store, rows.where(row -> labelIs.test(store.label(row))));
  }

  /**
   * Divides the set at random; how many of a class come into which part is left to chance.
   *
   * @param n size of the first part, from 1 to {@code size() - 1}
   * @param seed of the choice
   * @return both parts; they share this one's memory
   */
  public Split split(int n, long seed) {
    Rows.requireCount(n, size() - 1);
    Dataset shuffled = rows(Permutation.of(size(), new Random(seed)));
    return new Split(shuffled.head(n), new Dataset(store, shuffled.rows.from(n)));
  }

  /**
   * Divides the set at random, so that each class has the same share in both parts, up to one
   * example.
   *
   * @param n size of the first part, from 1 to {@code size() - 1}
   * @param seed of the choice
   * @return both parts, each in random order; they share this one's memory
   * @throws IllegalStateException if the set is unlabelled
   */
  public Split stratifiedSplit(int n, long seed) {
    Rows.requireCount(n, size() - 1);
    Dataset shuffled = rows(Permutation.of(size(), new Random(seed)));
    boolean[] first = Strata.choose(shuffled.labelIndices(), classes().size(), n);
    return new Split(
        shuffled.rows(IntStream.range(0, size()).filter(i -> first[i]).toArray()),
        shuffled.rows(IntStream.range(0, size()).filter(i -> !first[i]).toArray()));
  }

  /**
   * The same examples, their labels forgotten.
   *
   * @return a set that shares this one's memory
   */
  public Dataset withoutLabels() {
    return new Dataset(store.withoutLabels(), rows);
  }

  @Override
  public String toString() {
    return "%,d examples of %d features, %d classes%s"
        .formatted(size(), width(), classes().size(), labelled() ? "" : ", unlabelled");
  }
}
