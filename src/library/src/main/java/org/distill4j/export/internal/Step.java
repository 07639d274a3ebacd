package org.distill4j.export.internal;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** One operation of a network, with the tensor that it makes. */
public sealed interface Step {

  /** What comes out. */
  Tensor output();

  /** Shows itself to whoever writes steps down. */
  void accept(Writer writer);

  /** Writes each kind of step. */
  interface Writer {

    void dense(Dense step);

    void convolution(Convolution step);

    void pooling(Pooling step);

    void normalization(Normalization step);

    void activation(Activation step);

    void combination(Combination step);

    void reshape(Reshape step);
  }

  /** The product with weights {@code [inputs, outputs]}, plus a bias {@code [1, outputs]}. */
  record Dense(Tensor input, INDArray weights, INDArray bias, Tensor output) implements Step {

    @Override
    public void accept(Writer writer) {
      writer.dense(this);
    }
  }

  /**
   * The cross-correlation with filters {@code [filters, channels, rows, columns]}, plus a bias
   * {@code [1, filters]}.
   */
  record Convolution(Tensor input, INDArray weights, INDArray bias, Window window, Tensor output)
      implements Step {

    @Override
    public void accept(Writer writer) {
      writer.convolution(this);
    }
  }

  /** The largest number of each window, or the mean, of which empty places may be a part. */
  record Pooling(Tensor input, Statistic of, Window window, Tensor output) implements Step {

    /** What becomes of a window. */
    public enum Statistic {
      MAXIMUM,
      MEAN,
      MEAN_WITH_PADDING
    }

    @Override
    public void accept(Writer writer) {
      writer.pooling(this);
    }
  }

  /**
   * Batch normalization with statistics of the training, {@code [1, channels]} each: {@code (x -
   * mean) / sqrt(variance + epsilon) * gamma + beta}.
   */
  record Normalization(Tensor input, Statistics statistics, Tensor output) implements Step {

    /** What a channel is normalized with. */
    public record Statistics(
        INDArray mean, INDArray variance, INDArray gamma, INDArray beta, double epsilon) {}

    @Override
    public void accept(Writer writer) {
      writer.normalization(this);
    }
  }

  /** A function of each number, or the softmax of a row. */
  record Activation(Tensor input, ActivationFunction function, Tensor output) implements Step {

    @Override
    public void accept(Writer writer) {
      writer.activation(this);
    }
  }

  /** Several tensors place by place, or one after the other. */
  record Combination(List<Tensor> inputs, Kind kind, Tensor output) implements Step {

    /** What becomes of numbers at the same place. */
    public enum Kind {
      SUM,
      DIFFERENCE,
      PRODUCT,
      MEAN,
      MAXIMUM,
      /** One after the other: rows by their numbers, maps by their channels. */
      SEQUENCE
    }

    @Override
    public void accept(Writer writer) {
      writer.combination(this);
    }
  }

  /** The same numbers in the same order, read as maps or as a row. */
  record Reshape(Tensor input, Tensor output) implements Step {

    @Override
    public void accept(Writer writer) {
      writer.reshape(this);
    }
  }
}
