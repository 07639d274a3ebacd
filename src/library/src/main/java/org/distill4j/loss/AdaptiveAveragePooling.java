package org.distill4j.loss;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adaptive average pooling: the means of maps over a coarser grid of equal cells, so that maps of
 * two sizes can be compared. A pixel that two cells share counts in both.
 */
final class AdaptiveAveragePooling {

  private AdaptiveAveragePooling() {}

  /**
   * Pools maps.
   *
   * @param maps {@code [B, channels, H, W]}; not modified
   * @param height of the result, at most H
   * @param width of the result, at most W
   * @return {@code [B, channels, height, width]}; the maps themselves if that is their size
   */
  static INDArray of(INDArray maps, long height, long width) {
    if (maps.size(2) == height && maps.size(3) == width) {
      return maps;
    }
    return times(maps, weights(maps, height, width), height, width);
  }

  /**
   * The gradient with respect to maps, from that with respect to their means.
   *
   * @param gradient {@code [B, channels, height, width]}; not modified
   * @param maps {@code [B, channels, H, W]}, as given to {@link #of}
   */
  static INDArray backward(INDArray gradient, INDArray maps) {
    if (gradient.equalShapes(maps)) {
      return gradient;
    }
    INDArray weights = weights(maps, gradient.size(2), gradient.size(3));
    return times(gradient, weights.transpose(), maps.size(2), maps.size(3));
  }

  private static INDArray times(INDArray maps, INDArray matrix, long height, long width) {
    // [B * channels, positions] before and after
    INDArray rows = maps.dup('c').reshape('c', maps.size(0) * maps.size(1), matrix.size(0));
    return rows.mmul(matrix).dup('c').reshape('c', maps.size(0), maps.size(1), height, width);
  }

  /** What each pixel gives to each cell, {@code [H * W, height * width]}. */
  private static INDArray weights(INDArray maps, long height, long width) {
    INDArray weights = Nd4j.zeros(DataType.DOUBLE, maps.size(2), maps.size(3), height, width);
    for (long i = 0; i < height; i++) {
      for (long j = 0; j < width; j++) {
        long top = start(i, maps.size(2), height);
        long left = start(j, maps.size(3), width);
        long bottom = end(i, maps.size(2), height);
        long right = end(j, maps.size(3), width);
        for (long y = top; y < bottom; y++) {
          for (long x = left; x < right; x++) {
            weights.putScalar(new long[] {y, x, i, j}, 1.0 / ((bottom - top) * (right - left)));
          }
        }
      }
    }
    return weights
        .reshape('c', maps.size(2) * maps.size(3), height * width)
        .castTo(maps.dataType());
  }

  private static long start(long cell, long pixels, long cells) {
    return cell * pixels / cells;
  }

  private static long end(long cell, long pixels, long cells) {
    return ((cell + 1) * pixels + cells - 1) / cells;
  }
}
