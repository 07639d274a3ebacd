package org.distill4j.export.internal;

import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.jspecify.annotations.Nullable;

/**
 * How a window moves over the rows of a map, or over its columns.
 *
 * @param kernel places in the window
 * @param stride how far it moves
 * @param dilation distance between neighbouring places in the window
 * @param before empty places that are added before the first one
 * @param after empty places that are added after the last one
 */
public record Axis(int kernel, int stride, int dilation, int before, int after) {

  /** The whole of an axis in one window. */
  static Axis whole(int size) {
    return new Axis(size, size, 1, 0, 0);
  }

  /**
   * As DL4J pads: in the mode Same so that each stride has a window, more at the end where the
   * padding is odd; in all other modes as the layer says.
   */
  static Axis of(@Nullable ConvolutionMode mode, int size, Axis given) {
    if (mode != ConvolutionMode.Same) {
      return given;
    }
    int windows = (size + given.stride - 1) / given.stride;
    int missing = Math.max(0, (windows - 1) * given.stride + given.extent() - size);
    return new Axis(given.kernel, given.stride, given.dilation, missing / 2, missing - missing / 2);
  }

  /** Places from the first to the last of a window. */
  private int extent() {
    return dilation * (kernel - 1) + 1;
  }

  /** How many windows there are over so many places. */
  public int windows(int size) {
    return (size + before + after - extent()) / stride + 1;
  }
}
