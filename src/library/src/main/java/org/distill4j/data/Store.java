package org.distill4j.data;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a data set and all its subsets share: checked once, never changed. */
final class Store {

  final Features features;
  final int @Nullable [] labels;
  final List<String> classes;
  final @Nullable ImageShape image;
  final List<Attribute> attributes;

  /** Features that are numbers without names. */
  Store(
      Features features,
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
      Features features,
      int @Nullable [] labels,
      List<String> classes,
      @Nullable ImageShape image,
      List<Attribute> attributes) {
    this.features = features;
    this.labels = labels == null ? null : labels.clone();
    this.classes = List.copyOf(classes);
    this.image = image;
    this.attributes = List.copyOf(attributes);
    requireImage(features.width(), image);
    requireAttributes(attributes, features.width());
    if (classes.size() < 2) {
      throw new IllegalArgumentException("classes must be at least two, but are " + classes);
    }
    if (labels != null) {
      requireLabels(labels, features.count(), classes.size());
    }
  }

  private static void requireImage(int width, @Nullable ImageShape image) {
    if (image != null && image.size() != width) {
      throw new IllegalArgumentException(
          "an image of %s has %d numbers, but a row of features has %d"
              .formatted(image, image.size(), width));
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
    return unlabelled(new DenseFeatures(other));
  }

  private Store unlabelled(Features other) {
    return new Store(other, null, classes, image, attributes);
  }

  /** The same examples, described by other numbers. */
  Store withFeatures(INDArray other, int[] rows) {
    int[] kept = labels == null ? null : Arrays.stream(rows).map(this::label).toArray();
    return new Store(new DenseFeatures(other), kept, classes, image, attributes);
  }

  /** Features as numbers; bytes become numbers from 0 to 1. */
  INDArray features(int[] rows) {
    return features.numbers(rows);
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
