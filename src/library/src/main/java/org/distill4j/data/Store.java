package org.distill4j.data;

import java.util.Arrays;
import java.util.List;
import org.distill4j.internal.ChosenRows;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

/**
 * What a data set and all its subsets share: checked once, never changed. Its features are
 * floating-point numbers, or bytes of type UINT8 that stand for numbers from 0 to 1.
 */
final class Store {

  final INDArray features;
  final int @Nullable [] labels;
  final List<String> classes;
  final @Nullable ImageShape image;
  final List<Attribute> attributes;

  /** Features that are numbers without names. */
  Store(
      INDArray features,
      int @Nullable [] labels,
      List<String> classes,
      @Nullable ImageShape image) {
    this(features, labels, classes, image, List.of());
  }

  /**
   * Checks that everything fits.
   *
   * @param attributes what the features mean; none where they have no names
   */
  Store(
      INDArray features,
      int @Nullable [] labels,
      List<String> classes,
      @Nullable ImageShape image,
      List<Attribute> attributes) {
    this.features = features;
    this.labels = labels == null ? null : labels.clone();
    this.classes = List.copyOf(classes);
    this.image = image;
    this.attributes = List.copyOf(attributes);
    requireFeatures(features, image);
    requireAttributes(attributes, features.size(1));
    if (classes.size() < 2) {
      throw new IllegalArgumentException("classes must be at least two, but are " + classes);
    }
    if (labels != null) {
      requireLabels(labels, features.size(0), classes.size());
    }
  }

  private static void requireFeatures(INDArray features, @Nullable ImageShape image) {
    if (features.isEmpty() || features.rank() != 2) {
      throw new IllegalArgumentException(
          "features must be a matrix [N, d] of at least one example, but have shape "
              + Arrays.toString(features.shape()));
    }
    if (image != null && image.size() != features.size(1)) {
      throw new IllegalArgumentException(
          "an image of %s has %d numbers, but a row of features has %d"
              .formatted(image, image.size(), features.size(1)));
    }
    if (features.dataType().isFPType()) {
      long wrong = features.scan(Conditions.notFinite()).longValue();
      if (wrong > 0) {
        throw new IllegalArgumentException(
            "features must be finite, but %,d of them are NaN or infinite".formatted(wrong));
      }
    }
  }

  private static void requireAttributes(List<Attribute> attributes, long features) {
    int described = attributes.stream().mapToInt(Attribute::width).sum();
    if (!attributes.isEmpty() && described != features) {
      throw new IllegalArgumentException(
          "the attributes describe %d features, but there are %d".formatted(described, features));
    }
  }

  private static void requireLabels(int[] labels, long examples, int classes) {
    if (labels.length != examples) {
      throw new IllegalArgumentException(
          "there must be one label for each of the %d examples, but there are %d"
              .formatted(examples, labels.length));
    }
    for (int row = 0; row < labels.length; row++) {
      if (labels[row] < 0 || labels[row] >= classes) {
        throw new IllegalArgumentException(
            "label %d of example %d is no class: labels go from 0 to %d"
                .formatted(labels[row], row, classes - 1));
      }
    }
  }

  Store withoutLabels() {
    return unlabelled(features);
  }

  Store withAttributes(List<Attribute> described) {
    return new Store(features, labels, classes, image, described);
  }

  /** Other examples of the same kind, which nobody labelled. */
  Store unlabelled(INDArray other) {
    return new Store(other, null, classes, image, attributes);
  }

  /** The same examples, described by other numbers. */
  Store withFeatures(INDArray other, int[] rows) {
    int[] kept = labels == null ? null : Arrays.stream(rows).map(this::label).toArray();
    return new Store(other, kept, classes, image, attributes);
  }

  /** Features as numbers; bytes become numbers from 0 to 1. */
  INDArray features(int[] rows) {
    if (Pixels.fit(features, rows.length)) {
      return Pixels.read(features, rows);
    }
    INDArray read = ChosenRows.of(features, rows);
    return read.dataType() == DataType.UINT8 ? read.castTo(DataType.FLOAT).divi(255) : read;
  }

  int label(int row) {
    if (labels == null) {
      throw new IllegalStateException("the data set is unlabelled; only a teacher can label it");
    }
    return labels[row];
  }

  INDArray oneHot(int[] rows) {
    int width = classes.size();
    float[] oneHot = new float[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      oneHot[i * width + label(rows[i])] = 1;
    }
    return Nd4j.create(oneHot, new long[] {rows.length, width}, 'c');
  }
}
