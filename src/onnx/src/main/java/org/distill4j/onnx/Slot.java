package org.distill4j.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;

/** An input of a file, which takes some features of each example. */
final class Slot {

  /** A size that the file leaves open. */
  static final long OPEN = -1;

  private static final int MOST_CHANNELS = 4;

  final String name;
  private final boolean doubles;

  /** Sizes as the file has them, that of the batch first. */
  private final long[] shape;

  private final boolean channelsLast;

  private Slot(String name, boolean doubles, long[] shape, boolean channelsLast) {
    this.name = name;
    this.doubles = doubles;
    this.shape = shape;
    this.channelsLast = channelsLast;
  }

  static Slot of(OnnxFile file, NodeInfo input, boolean channelsLast) {
    if (!(input.getInfo() instanceof TensorInfo tensor)
        || (tensor.type != OnnxJavaType.FLOAT && tensor.type != OnnxJavaType.DOUBLE)) {
      throw file.wrong(
          "input '%s' must take numbers of type FLOAT or DOUBLE, as features are, but takes %s"
              .formatted(input.getName(), kind(input)));
    }
    long[] shape = tensor.getShape();
    boolean images = shape.length == 4;
    if (shape.length < 2) {
      throw file.wrong(
          "input '%s' must have a shape [N, ...], but has %s"
              .formatted(input.getName(), text(shape)));
    }
    if (images && !channelsLast && looksLast(shape)) {
      throw file.wrong(
          "input '%s' of shape %s seems to take images with their channels last: say so with withChannelsLast()"
              .formatted(input.getName(), text(shape)));
    }
    boolean doubles = tensor.type == OnnxJavaType.DOUBLE;
    return new Slot(input.getName(), doubles, shape, images && channelsLast);
  }

  private static boolean looksLast(long[] shape) {
    return shape[3] > 1 && shape[3] <= MOST_CHANNELS && Math.abs(shape[1]) > MOST_CHANNELS;
  }

  private static String kind(NodeInfo input) {
    return input.getInfo() instanceof TensorInfo tensor
        ? tensor.type + " " + text(tensor.getShape())
        : String.valueOf(input.getInfo());
  }

  /** A shape as errors show it. */
  static String text(long... shape) {
    return Arrays.toString(shape).replace("-1", "any");
  }

  /** How many examples a call must have, {@link #OPEN} for any number. */
  long examples() {
    return shape[0];
  }

  /** Features that it takes, or what their number must be a multiple of if a size is open. */
  int width() {
    long width = 1;
    for (int i = 1; i < shape.length; i++) {
      width *= shape[i] == OPEN ? 1 : shape[i];
    }
    return Math.toIntExact(width);
  }

  /** Sizes that the file leaves open, beside that of the batch. */
  long open() {
    return Arrays.stream(shape, 1, shape.length).filter(size -> size == OPEN).count();
  }

  @Override
  public String toString() {
    return "'%s' %s".formatted(name, text(shape));
  }

  /**
   * Some features of some examples.
   *
   * @param rows of all features, one after another
   * @param features in a row
   * @param first of the features that this input takes
   * @param taken how many it takes
   * @param examples that the call has; those that are not there are zeros
   */
  OnnxTensor tensor(float[] rows, int features, int first, int taken, int examples)
      throws OrtException {
    int given = rows.length / features;
    float[] values = new float[examples * taken];
    for (int i = 0; i < given; i++) {
      for (int j = 0; j < taken; j++) {
        values[i * taken + place(j, taken)] = rows[i * features + first + j];
      }
    }
    long[] sizes = shape.clone();
    sizes[0] = examples;
    for (int i = 1; i < sizes.length; i++) {
      sizes[i] = sizes[i] == OPEN ? taken / width() : sizes[i];
    }
    if (!doubles) {
      FloatBuffer memory = memory(values.length * Float.BYTES).asFloatBuffer().put(values);
      return OnnxTensor.createTensor(Natives.environment(), memory.flip(), sizes);
    }
    DoubleBuffer memory = memory(values.length * Double.BYTES).asDoubleBuffer();
    for (float value : values) {
      memory.put(value);
    }
    return OnnxTensor.createTensor(Natives.environment(), memory.flip(), sizes);
  }

  private static ByteBuffer memory(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }

  /** Where a feature of an image goes that has its channels first. */
  private int place(int feature, int taken) {
    if (!channelsLast) {
      return feature;
    }
    int channels = Math.toIntExact(shape[3]);
    int pixels = taken / channels;
    return feature % pixels * channels + feature / pixels;
  }
}
