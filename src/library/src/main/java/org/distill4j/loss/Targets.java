package org.distill4j.loss;

import java.util.Arrays;
import org.distill4j.internal.MatrixRows;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a student's logits are judged by.
 *
 * @param labels rows that sum to 1, or to 0 where an example has no label, {@code [B, C]}
 * @param teacherLogits what the teacher said, {@code [B, C]}
 */
public record Targets(INDArray labels, INDArray teacherLogits) {

  /**
   * Checks the shapes and the labels.
   *
   * @throws IllegalArgumentException if the two are no matrices of one shape, or a row of labels
   *     has another sum
   */
  public Targets {
    if (labels.rank() != 2 || !Arrays.equals(labels.shape(), teacherLogits.shape())) {
      throw new IllegalArgumentException(
          "labels and teacherLogits must be matrices [B, C] of one shape, but have shapes %s and %s"
              .formatted(Arrays.toString(labels.shape()), Arrays.toString(teacherLogits.shape())));
    }
    requireDistributions(labels);
  }

  /**
   * Labels without a teacher, for a loss that reads nothing else.
   *
   * @param labels rows that sum to 1, {@code [B, C]}
   * @return targets whose teacher takes all classes for equally probable
   */
  public static Targets ofLabels(INDArray labels) {
    return new Targets(labels, labels.like());
  }

  private static void requireDistributions(INDArray labels) {
    double[][] y = MatrixRows.of(labels);
    for (int i = 0; i < y.length; i++) {
      double sum = 0;
      for (double label : y[i]) {
        sum += label;
      }
      if (!(Math.abs(sum - 1) < 1e-3 || sum == 0)) {
        throw new IllegalArgumentException(
            "each row of labels must sum to 1, or be 0 where no label is known, but row %d sums to %s"
                .formatted(i, sum));
      }
    }
  }
}
