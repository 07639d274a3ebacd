package org.distill4j.loss;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Where a convolutional layer looks: what {@link AttentionLoss} compares. */
public final class AttentionMap {

  private AttentionMap() {}

  /**
   * Squares summed over the channels, {@code sum_c A_c^2}, each example's map divided by its length
   * (Zagoruyko and Komodakis 2017, <a href="https://arxiv.org/abs/1612.03928">arXiv:1612.03928</a>,
   * section 3.1).
   *
   * @param maps activations {@code [B, channels, height, width]}; not modified
   * @return attention {@code [B, height * width]}, row-major; zeros for an example of zeros
   */
  public static INDArray of(INDArray maps) {
    return rows(maps).rows();
  }

  static UnitRows rows(INDArray maps) {
    return UnitRows.of(maps.mul(maps).sum(1).dup('c').reshape(maps.size(0), -1)); // [B, H * W]
  }

  static void requireMaps(INDArray teacher, INDArray student) {
    if (teacher.rank() != 4 || student.rank() != 4 || teacher.size(0) != student.size(0)) {
      throw new IllegalArgumentException(
          "attention needs maps [B, channels, height, width] of the same examples, but has %s for %s"
              .formatted(Arrays.toString(student.shape()), Arrays.toString(teacher.shape())));
    }
  }
}
