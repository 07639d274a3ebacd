package org.distill4j.data;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Several data sets as one, copied some rows at a time. */
final class Concatenation {

  private static final int ROWS = 1_000;

  private Concatenation() {}

  static Dataset of(Dataset first, Dataset... more) {
    List<Dataset> sets = new ArrayList<>(List.of(first));
    sets.addAll(List.of(more));
    sets.forEach(set -> requireLike(first, set));
    Store like = first.store;
    return Dataset.all(
        new Store(features(sets), labels(sets), like.classes, like.image, like.attributes));
  }

  private static Features features(List<Dataset> sets) {
    List<SparseOnes> sparse =
        sets.stream()
            .map(set -> set.store.features)
            .filter(SparseOnes.class::isInstance)
            .map(SparseOnes.class::cast)
            .toList();
    return sparse.size() == sets.size()
        ? SparseOnes.joined(sparse, sets.stream().map(set -> set.rows.all()).toList())
        : new DenseFeatures(dense(sets));
  }

  private static INDArray dense(List<Dataset> sets) {
    int rows = Math.toIntExact(sets.stream().mapToLong(Dataset::size).sum());
    INDArray all = Nd4j.createUninitialized(type(sets), rows, sets.get(0).width());
    int start = 0;
    for (Dataset set : sets) {
      for (int from = 0; from < set.size(); from += ROWS) {
        int to = Math.min(set.size(), from + ROWS);
        INDArray part = rows(set, IntStream.range(from, to).toArray(), all.dataType());
        all.get(NDArrayIndex.interval(start + from, start + to), NDArrayIndex.all()).assign(part);
      }
      start += set.size();
    }
    return all;
  }

  /** Rows as they are stored, or as numbers where the sets are stored in several ways. */
  private static INDArray rows(Dataset set, int[] rows, DataType type) {
    return set.store.features.type() == type
        ? set.store.features.stored(set.rows.of(rows))
        : set.features(rows);
  }

  private static DataType type(List<Dataset> sets) {
    List<DataType> types = sets.stream().map(set -> set.store.features.type()).distinct().toList();
    if (types.size() == 1) {
      return types.get(0);
    }
    return types.contains(DataType.DOUBLE) ? DataType.DOUBLE : DataType.FLOAT;
  }

  private static int @Nullable [] labels(List<Dataset> sets) {
    return sets.get(0).labelled()
        ? sets.stream().flatMapToInt(set -> Arrays.stream(set.labelIndices())).toArray()
        : null;
  }

  private static void requireLike(Dataset first, Dataset set) {
    requireEqual("number of features", first.width(), set.width());
    requireEqual("classes", first.classes(), set.classes());
    requireEqual("image shape", said(first.image()), said(set.image()));
    requireEqual("attributes", first.attributes(), set.attributes());
    requireEqual("kind of labels", kindOfLabels(first), kindOfLabels(set));
  }

  private static Object said(Optional<?> value) {
    return value.isPresent() ? value.get() : "none";
  }

  private static String kindOfLabels(Dataset set) {
    return set.labelled() ? "one for each example" : "none";
  }

  private static void requireEqual(String what, Object first, Object other) {
    if (!first.equals(other)) {
      throw new IllegalArgumentException(
          "all sets must have the same %s, but the first has %s and another %s"
              .formatted(what, first, other));
    }
  }
}
