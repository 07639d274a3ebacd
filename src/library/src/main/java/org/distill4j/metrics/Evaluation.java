package org.distill4j.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.internal.MatrixRows;
import org.distill4j.model.Classifier;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Runs a classifier on a whole data set, some examples at a time, so that memory stays small. */
final class Evaluation {

  private static final int CHUNK = 1_000;

  private Evaluation() {}

  /** The logits of all examples, [N][C]. */
  static double[][] logits(Classifier model, Dataset examples) {
    double[][] logits = new double[examples.size()][];
    for (int from = 0; from < logits.length; from += CHUNK) {
      int to = Math.min(from + CHUNK, logits.length);
      try (INDArray features = examples.features(IntStream.range(from, to).toArray())) {
        INDArray chunk = model.logits(features);
        requireShape(chunk, to - from, examples.classes().size());
        System.arraycopy(MatrixRows.of(chunk), 0, logits, from, to - from);
      }
    }
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
