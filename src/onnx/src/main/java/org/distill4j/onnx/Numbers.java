package org.distill4j.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.TensorInfo;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What an output holds, copied out of ONNX Runtime's memory. */
final class Numbers {

  /** What half precision makes of a sum over a thousand classes stays below it. */
  private static final double TOLERANCE = 0.01;

  private final float[] values;
  private final long[] shape;

  private Numbers(float[] values, long[] shape) {
    this.values = values;
    this.shape = shape;
  }

  static Numbers of(OnnxValue value) throws OrtException {
    OnnxTensor tensor = (OnnxTensor) value;
    TensorInfo info = tensor.getInfo();
    if (info.type == OnnxJavaType.DOUBLE) {
      DoubleBuffer doubles = tensor.getDoubleBuffer();
      float[] values = new float[doubles.remaining()];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) doubles.get(i);
      }
      return new Numbers(values, info.getShape());
    }
    FloatBuffer floats = tensor.getFloatBuffer();
    float[] values = new float[floats.remaining()];
    floats.get(values);
    return new Numbers(values, info.getShape());
  }

  /** The same output of several calls, one after another. */
  static Numbers joined(List<Numbers> parts) {
    int examples = parts.stream().mapToInt(Numbers::examples).sum();
    float[] values = new float[examples * parts.get(0).width()];
    int place = 0;
    for (Numbers part : parts) {
      System.arraycopy(part.values, 0, values, place, part.values.length);
      place += part.values.length;
    }
    return new Numbers(values, shape(parts.get(0), examples));
  }

  private static long[] shape(Numbers like, int examples) {
    long[] shape = like.shape.clone();
    shape[0] = examples;
    return shape;
  }

  int examples() {
    return Math.toIntExact(shape[0]);
  }

  /** Numbers of one example. */
  int width() {
    return values.length / examples();
  }

  /** Those of the first examples. */
  Numbers first(int examples) {
    return examples == examples()
        ? this
        : new Numbers(Arrays.copyOf(values, examples * width()), shape(this, examples));
  }

  /** Whether each example has numbers of 0 and above that add up to 1. */
  boolean areProbabilities() {
    for (int i = 0; i < examples(); i++) {
      double sum = 0;
      for (int j = i * width(); j < (i + 1) * width(); j++) {
        if (!(values[j] >= 0)) {
          return false;
        }
        sum += values[j];
      }
      if (Math.abs(sum - 1) > TOLERANCE) {
        return false;
      }
    }
    return true;
  }

  Numbers logarithms() {
    float[] logarithms = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      logarithms[i] = (float) Math.log(Math.max(values[i], Float.MIN_NORMAL));
    }
    return new Numbers(logarithms, shape);
  }

  /**
   * Of vectors {@code [N, tokens, d]} the mean over the first tokens of one text, of unit length.
   *
   * @param text its position
   * @param tokens how many it has
   */
  float[] pooled(int text, int tokens) {
    int width = Math.toIntExact(shape[2]);
    double[] sum = new double[width];
    double squares = 0;
    for (int i = 0; i < width; i++) {
      for (int token = 0; token < tokens; token++) {
        sum[i] += values[text * width() + token * width + i];
      }
      squares += sum[i] * sum[i];
    }
    double length = squares > 0 ? Math.sqrt(squares) : 1;
    float[] pooled = new float[width];
    for (int i = 0; i < width; i++) {
      pooled[i] = (float) (sum[i] / length);
    }
    return pooled;
  }

  INDArray array() {
    return Nd4j.create(values, shape, 'c');
  }

  @Override
  public String toString() {
    return Arrays.toString(shape);
  }
}
