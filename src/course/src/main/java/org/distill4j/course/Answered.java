package org.distill4j.course;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What came out for a claim.
 *
 * @param claim in the learner's words
 * @param found the answer, right or wrong
 * @param right the right one
 */
record Answered(String claim, INDArray found, INDArray right) {

  /** Whether this is an answer to another question, in the same numbers. */
  boolean repeats(Answered earlier) {
    double[] numbers = Expected.numbers(found);
    return Arrays.stream(numbers).allMatch(Double::isFinite)
        && Arrays.equals(numbers, Expected.numbers(earlier.found))
        && !Arrays.equals(Expected.numbers(right), Expected.numbers(earlier.right));
  }
}
