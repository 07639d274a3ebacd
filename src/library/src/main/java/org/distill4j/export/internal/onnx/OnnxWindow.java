package org.distill4j.export.internal.onnx;

/** Windows over maps {@code [N, channels, height, width]}, as Conv and the poolings move them. */
final class OnnxWindow {

  private final Values x;
  private final int[] kernel;
  private final int[] strides;
  private final int[] pads;
  private final int[] dilations;
  private final int height;
  private final int width;

  OnnxWindow(OnnxNode node, Values x) {
    this.x = x;
    this.kernel = node.list("kernel_shape");
    this.strides = node.list("strides");
    this.pads = node.list("pads"); // top, left, bottom, right
    this.dilations =
        node.node().getOpType().equals("AveragePool") ? new int[] {1, 1} : node.list("dilations");
    this.height = windows(0);
    this.width = windows(1);
  }

  private int windows(int axis) {
    int extent = dilations[axis] * (kernel[axis] - 1) + 1;
    return (x.size(2 + axis) + pads[axis] + pads[2 + axis] - extent) / strides[axis] + 1;
  }

  /** What is done with the place (row, column) of a window; an index of -1 is padding. */
  private interface Place {

    void at(int position, int index);
  }

  /** Goes through the window at (row, column) of a map that starts at an index. */
  private void forEach(int start, int row, int column, Place place) {
    int position = 0;
    for (int i = 0; i < kernel[0]; i++) {
      for (int j = 0; j < kernel[1]; j++) {
        int r = row * strides[0] + i * dilations[0] - pads[0];
        int c = column * strides[1] + j * dilations[1] - pads[1];
        boolean inside = r >= 0 && r < x.size(2) && c >= 0 && c < x.size(3);
        place.at(position++, inside ? start + r * x.size(3) + c : -1);
      }
    }
  }

  Values convolution(Values weights, Values bias) {
    int filters = weights.size(0);
    int channels = weights.size(1);
    Values result = Values.zeros(x.size(0), filters, height, width);
    for (int i = 0; i < result.length(); i++) {
      int filter = i / (height * width) % filters;
      int example = i / (height * width * filters);
      double[] sum = {bias.get(filter)};
      for (int channel = 0; channel < channels; channel++) {
        int map = (example * channels + channel) * x.places();
        int from = (filter * channels + channel) * kernel[0] * kernel[1];
        forEach(
            map,
            i / width % height,
            i % width,
            (position, index) ->
                sum[0] += index < 0 ? 0 : weights.get(from + position) * x.get(index));
      }
      result.set(i, sum[0]);
    }
    return result;
  }

  Values maximum() {
    return pooled(Double.NEGATIVE_INFINITY, true);
  }

  Values mean(boolean withPadding) {
    return pooled(0, withPadding);
  }

  /** The mean if one starts from 0, else the maximum. */
  private Values pooled(double first, boolean withPadding) {
    Values result = Values.zeros(x.size(0), x.size(1), height, width);
    for (int i = 0; i < result.length(); i++) {
      double[] soFar = {first, 0};
      forEach(
          i / (height * width) * x.places(),
          i / width % height,
          i % width,
          (position, index) -> {
            double here = index < 0 ? first : x.get(index);
            soFar[0] = first == 0 ? soFar[0] + here : Math.max(soFar[0], here);
            soFar[1] += index < 0 && !withPadding ? 0 : 1;
          });
      result.set(i, first == 0 ? soFar[0] / soFar[1] : soFar[0]);
    }
    return result;
  }
}
