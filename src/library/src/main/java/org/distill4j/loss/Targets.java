package org.distill4j.loss;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a student's logits are judged by.
 *
 * @param labels rows that sum to 1, or to 0 where an example has no label, {@code [B, C]}
 * @param teacherLogits what the teacher said, {@code [B, C]}
 */
public record Targets(INDArray labels, INDArray teacherLogits) {

  /**
   * Checks the shapes.
   *
   * @throws IllegalArgumentException if the two are no matrices of one shape
   */
  public Targets {
    if (labels.rank() != 2 || !Arrays.equals(labels.shape(), teacherLogits.shape())) {
      throw new IllegalArgumentException(
          "labels and teacherLogits must be matrices [B, C] of one shape, but have shapes %s and %s"
              .formatted(Arrays.toString(labels.shape()), Arrays.toString(teacherLogits.shape())));
    }
  }
}
