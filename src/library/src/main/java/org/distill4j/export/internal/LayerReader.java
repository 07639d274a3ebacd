package org.distill4j.export.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.distill4j.data.ImageShape;
import org.distill4j.export.internal.Step.Activation;
import org.distill4j.export.internal.Step.Convolution;
import org.distill4j.export.internal.Step.Dense;
import org.distill4j.export.internal.Step.Normalization;
import org.distill4j.export.internal.Step.Pooling;
import org.distill4j.export.internal.Step.Reshape;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Reads DL4J's layers, of exactly these classes: what extends one of them may compute anything.
 *
 * @param layers with their parameters, by name
 * @param steps to which each layer adds its own
 */
record LayerReader(Map<String, org.deeplearning4j.nn.api.Layer> layers, List<Step> steps) {

  /** Height and width. */
  private static final int[] OF_MAPS = {2, 3};

  /** Adds a layer's steps; {@code called} is its name in the network, {@code name} its tensor's. */
  Tensor read(Layer layer, String called, String name, Tensor input) {
    Class<?> type = layer.getClass();
    try {
      if (type == DenseLayer.class) {
        return dense((DenseLayer) layer, called, name, input);
      } else if (type == ConvolutionLayer.class) {
        return convolution((ConvolutionLayer) layer, called, name, input);
      } else if (type == SubsamplingLayer.class) {
        return pooling((SubsamplingLayer) layer, name, input);
      } else if (type == GlobalPoolingLayer.class) {
        return globalPooling((GlobalPoolingLayer) layer, name, input);
      } else if (type == BatchNormalization.class) {
        return normalization((BatchNormalization) layer, called, name, input);
      } else if (type == ActivationLayer.class) {
        return activation(((ActivationLayer) layer).getActivationFn(), input, input.like(name));
      } else if (type == DropoutLayer.class) {
        return input;
      }
    } catch (IllegalArgumentException e) {
      throw NetworkReader.refused(
          called, "a %s of which %s".formatted(type.getSimpleName(), e.getMessage()));
    }
    throw NetworkReader.refused(called, "a " + type.getName());
  }

  private Tensor dense(DenseLayer layer, String called, String name, Tensor input) {
    require(!layer.hasLayerNorm(), "layer normalization cannot be written");
    INDArray weights = parameter(called, "W");
    INDArray bias =
        layer.hasBias() ? parameter(called, "b") : Nd4j.zeros(DataType.FLOAT, 1, layer.getNOut());
    Tensor output = Tensor.row(name, (int) layer.getNOut());
    Tensor sum = before(layer.getActivationFn(), output);
    steps.add(new Dense(input, weights, bias, sum));
    return activation(layer.getActivationFn(), sum, output);
  }

  private Tensor convolution(ConvolutionLayer layer, String called, String name, Tensor input) {
    Window window =
        window(
            layer.getConvolutionMode(),
            layer.getCnn2dDataFormat(),
            maps(input),
            axis(layer, 0),
            axis(layer, 1));
    INDArray weights = parameter(called, "W");
    INDArray bias =
        layer.hasBias() ? parameter(called, "b") : Nd4j.zeros(DataType.FLOAT, 1, layer.getNOut());
    Tensor output = Tensor.maps(name, window.over(maps(input), (int) layer.getNOut()));
    Tensor sum = before(layer.getActivationFn(), output);
    steps.add(new Convolution(input, weights, bias, window, sum));
    return activation(layer.getActivationFn(), sum, output);
  }

  private static Axis axis(ConvolutionLayer layer, int i) {
    int padding = layer.getPadding()[i];
    return new Axis(
        layer.getKernelSize()[i], layer.getStride()[i], layer.getDilation()[i], padding, padding);
  }

  private static Axis axis(SubsamplingLayer layer, int i) {
    int padding = layer.getPadding()[i];
    return new Axis(
        layer.getKernelSize()[i], layer.getStride()[i], layer.getDilation()[i], padding, padding);
  }

  private static Window window(
      @Nullable ConvolutionMode mode,
      @Nullable CNN2DFormat format,
      ImageShape maps,
      Axis rows,
      Axis columns) {
    require(mode != ConvolutionMode.Causal, "the mode Causal cannot be written");
    require(format != CNN2DFormat.NHWC, "the format NHWC cannot be written");
    return new Window(Axis.of(mode, maps.height(), rows), Axis.of(mode, maps.width(), columns));
  }

  private Tensor pooling(SubsamplingLayer layer, String name, Tensor input) {
    ImageShape maps = maps(input);
    Window window =
        window(
            layer.getConvolutionMode(),
            layer.getCnn2dDataFormat(),
            maps,
            axis(layer, 0),
            axis(layer, 1));
    Pooling.Statistic kind = kind(layer.getPoolingType(), layer.isAvgPoolIncludePadInDivisor());
    require(
        window.rows().dilation() == 1 && window.columns().dilation() == 1,
        "the pooling of dilated windows cannot be written");
    Tensor output = Tensor.maps(name, window.over(maps, maps.channels()));
    steps.add(new Pooling(input, kind, window, output));
    return output;
  }

  private Tensor globalPooling(GlobalPoolingLayer layer, String name, Tensor input) {
    require(layer.isCollapseDimensions(), "dimensions that stay cannot be written");
    int[] over = layer.getPoolingDimensions();
    require(over == null || Arrays.equals(over, OF_MAPS), "these dimensions cannot be written");
    ImageShape maps = maps(input);
    Window window = new Window(Axis.whole(maps.height()), Axis.whole(maps.width()));
    Tensor pooled = Tensor.maps(name + "/maps", window.over(maps, maps.channels())).in(name);
    steps.add(new Pooling(input, kind(layer.getPoolingType(), false), window, pooled));
    Tensor output = Tensor.row(name, maps.channels());
    steps.add(new Reshape(pooled, output));
    return output;
  }

  private static Pooling.Statistic kind(PoolingType type, boolean withPadding) {
    return switch (type) {
      case MAX -> Pooling.Statistic.MAXIMUM;
      case AVG -> withPadding ? Pooling.Statistic.MEAN_WITH_PADDING : Pooling.Statistic.MEAN;
      default ->
          throw new IllegalArgumentException("the pooling %s cannot be written".formatted(type));
    };
  }

  private Tensor normalization(BatchNormalization layer, String called, String name, Tensor input) {
    require(layer.getCnn2DFormat() != CNN2DFormat.NHWC, "the format NHWC cannot be written");
    INDArray variance =
        layer.isUseLogStd()
            ? Transforms.pow(
                Nd4j.valueArrayOf(new long[] {1, layer.getNOut()}, 10.0, DataType.DOUBLE),
                parameter(called, "log10stdev").castTo(DataType.DOUBLE).mul(2))
            : parameter(called, "var");
    boolean locked = layer.isLockGammaBeta();
    Normalization.Statistics statistics =
        new Normalization.Statistics(
            parameter(called, "mean"),
            variance,
            locked ? constant(layer.getGamma(), variance) : parameter(called, "gamma"),
            locked ? constant(layer.getBeta(), variance) : parameter(called, "beta"),
            layer.getEps());
    Tensor output = input.like(name);
    steps.add(new Normalization(input, statistics, output));
    return output;
  }

  private static INDArray constant(double value, INDArray like) {
    return Nd4j.valueArrayOf(like.shape(), value, DataType.DOUBLE);
  }

  /** What an activation reads: something with its own name, or the output itself without one. */
  private static Tensor before(IActivation function, Tensor output) {
    return ActivationFunction.of(function).isEmpty()
        ? output
        : output.like(output.name() + "/sum").in(output.memory());
  }

  private Tensor activation(IActivation function, Tensor input, Tensor output) {
    Optional<ActivationFunction> known = ActivationFunction.of(function);
    if (known.isEmpty()) {
      return input;
    }
    require(
        known.get().kind() != ActivationFunction.Kind.SOFTMAX || input.maps().isEmpty(),
        "the softmax of maps cannot be written");
    steps.add(new Activation(input, known.get(), output));
    return output;
  }

  private INDArray parameter(String called, String key) {
    return layers.get(called).getParam(key).dup('c');
  }

  private static ImageShape maps(Tensor input) {
    return input
        .maps()
        .orElseThrow(() -> new IllegalArgumentException("the input is a row, not maps"));
  }

  private static void require(boolean fine, String otherwise) {
    if (!fine) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
