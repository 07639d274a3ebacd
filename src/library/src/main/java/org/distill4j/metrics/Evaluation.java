package org.distill4j.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.internal.MatrixRows;
import org.distill4j.internal.Thousands;
import org.distill4j.model.network.Classifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a classifier on a whole data set, some examples at a time, so that memory stays small. */
final class Evaluation {

  private Evaluation() {}

  /** The logits of all examples, [N][C]. */
  static double[][] logits(Classifier model, Dataset examples) {
    double[][] logits = new double[examples.size()][];
    Thousands.forEach(
        logits.length,
        (from, to) -> {
          try (INDArray features = examples.features(IntStream.range(from, to).toArray())) {
            INDArray some = model.logits(features);
            requireShape(some, to - from, examples.classes().size());
            System.arraycopy(MatrixRows.of(some), 0, logits, from, to - from);
          }
        });
    return logits;
  }

  private static void requireShape(INDArray logits, long examples, long classes) {
    if (!Arrays.equals(logits.shape(), new long[] {examples, classes})) {
      throw new IllegalArgumentException(
          "the logits of %d examples must be [%d, %d], one for each class, but are %s"
              .formatted(examples, examples, classes, Arrays.toString(logits.shape())));
    }
  }
}
