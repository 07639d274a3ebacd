package org.distill4j.metrics;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.distill4j.internal.RowSoftmax;

/** What is read off logits. */
final class Scores {

  private Scores() {}

  /** The logarithms of the probabilities at temperature 1. */
  static double[] logSoftmax(double[] logits) {
    if (!Arrays.stream(logits).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "logits must be finite, but those of an example are " + Arrays.toString(logits));
    }
    return IntStream.range(0, logits.length).mapToDouble(RowSoftmax.of(logits, 1)::log).toArray();
  }

  /** The class of the highest score; of equal ones the first. */
  static int highest(double[] logits) {
    int best = 0;
    for (int k = 1; k < logits.length; k++) {
      if (logits[k] > logits[best]) {
        best = k;
      }
    }
    return best;
  }
}
