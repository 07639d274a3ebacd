package org.distill4j.model.train.fast;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;
import org.distill4j.internal.DirectMemory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/**
 * Adam (Kingma and Ba 2015, algorithm 1 in the order of section 2) in one pass over the memory,
 * piece by piece in arrays that stay in the processor's cache: gradient, both moments and weights
 * are read once and written once.
 */
final class AdamStep implements AutoCloseable {

  private static final int PIECE = Columns.PIECE;

  /** Cost of one weight's step, in multiply-adds of a product: it waits for memory. */
  private static final long WORK = 50;

  private final Adam adam;
  private final INDArray weights;
  private final INDArray gradient;

  /** Mean and variance of the gradient, one after the other; they hold nothing before a step. */
  private final FloatPointer moments;

  private boolean taken;

  /**
   * Starts with both moments at 0.
   *
   * @param weights all weights of a network, of type FLOAT; modified by each step
   * @param gradient of the sum of the losses, laid out alike; not modified
   */
  AdamStep(Adam adam, INDArray weights, INDArray gradient) {
    this.adam = adam;
    this.weights = weights;
    this.gradient = gradient;
    this.moments =
        new FloatPointer(2 * weights.length()); // not ND4J's zeros, which one core would fill
  }

  /**
   * Moves the weights.
   *
   * @param iteration steps taken before this one
   * @param epoch passes through the data finished before
   * @param examples in the batch, by which the gradient is divided
   */
  void step(int iteration, int epoch, int examples) {
    double t = iteration + 1.0;
    double correction =
        Math.sqrt(1 - Math.pow(adam.getBeta2(), t)) / (1 - Math.pow(adam.getBeta1(), t));
    float rate = (float) (adam.getLearningRate(iteration, epoch) * correction);
    int pieces = (int) ((weights.length() + PIECE - 1) / PIECE);
    Cores.divide(
        pieces, WORK * weights.length(), (from, to) -> work(from, to, rate, 1f / examples));
    taken = true;
  }

  /** Steps some pieces, as many at a time as a buffer shows. */
  private void work(int from, int to, float rate, float scale) {
    for (int start = from; start < to; ) {
      int end = DirectMemory.end(start, to, PIECE, DataType.FLOAT);
      long first = (long) start * PIECE;
      int length = (int) (Math.min((long) end * PIECE, weights.length()) - first);
      step(first, length, rate, scale);
      start = end;
    }
  }

  private void step(long first, int size, float rate, float scale) {
    FloatBuffer weight = Columns.floats(weights, first, size);
    FloatBuffer slope = Columns.floats(gradient, first, size);
    FloatBuffer means = Columns.part(moments, first, size);
    FloatBuffer variances = Columns.part(moments, weights.length() + first, size);
    float[] w = new float[PIECE];
    float[] g = new float[PIECE];
    float[] m = new float[PIECE];
    float[] v = new float[PIECE];
    float beta1 = (float) adam.getBeta1();
    float beta2 = (float) adam.getBeta2();
    float epsilon = (float) adam.getEpsilon();
    for (int start = 0; start < size; start += PIECE) {
      int length = Math.min(PIECE, size - start);
      weight.get(start, w, 0, length);
      slope.get(start, g, 0, length);
      if (taken) {
        means.get(start, m, 0, length);
        variances.get(start, v, 0, length);
      } else {
        Arrays.fill(m, 0);
        Arrays.fill(v, 0);
      }
      for (int i = 0; i < length; i++) {
        float mean = g[i] * scale;
        m[i] = beta1 * m[i] + (1 - beta1) * mean;
        v[i] = beta2 * v[i] + (1 - beta2) * mean * mean;
        w[i] -= rate * m[i] / ((float) Math.sqrt(v[i]) + epsilon);
      }
      weight.put(start, w, 0, length);
      means.put(start, m, 0, length);
      variances.put(start, v, 0, length);
    }
  }

  /** Both moments in one row {@code [1, 2 n]}, mean before variance; a copy. */
  INDArray moments() {
    INDArray copy = Nd4j.create(DataType.FLOAT, 1, 2 * weights.length());
    if (taken) {
      Pointer.memcpy(copy.data().addressPointer(), moments, copy.length() * Float.BYTES);
    }
    return copy;
  }

  /**
   * Goes on from such moments.
   *
   * @param row what {@link #moments} gave; not modified
   */
  void restore(INDArray row) {
    Pointer.memcpy(moments, row.data().addressPointer(), row.length() * Float.BYTES);
    taken = true;
  }

  /** Frees the moments; no step may follow. */
  @Override
  public void close() {
    moments.close();
  }
}
