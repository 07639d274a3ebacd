package org.distill4j.data;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntPredicate;
import org.distill4j.internal.Permutation;
import org.nd4j.linalg.api.ndarray.INDArray;

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

  final Store store;
  final Rows rows;

  private Dataset(Store store, Rows rows) {
    this.store = store;
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
    return all(new Store(features, labels, classes, null));
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
    return all(new Store(features, null, classes, null));
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
    return all(new Store(pixels, labels, classes, shape));
  }

  /** All examples of a store. */
  static Dataset all(Store store) {
    return new Dataset(store, Rows.first(store.features.size(0)));
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
    return Math.toIntExact(store.features.size(1));
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
   * @param examples positions from 0 to {@code size() - 1}, in any order
   * @return {@code [examples.length, d]}, made for the caller
   */
  public INDArray features(int... examples) {
    return store.features(rows.of(examples));
  }

  /**
   * The class of one example.
   *
   * @param example position from 0 to {@code size() - 1}
   * @return class index
   * @throws IllegalStateException if the set is unlabelled
   */
  public int label(int example) {
    return store.label(rows.of(example));
  }

  /**
   * Hard labels, one-hot.
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
   * @param examples positions from 0 to {@code size() - 1}, in any order
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
   * Divides the set at random.
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
