package org.distill4j.model.train.fast;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.nativeblas.NativeOpsHolder;

/** What the fast engine does itself. Everything else it leaves to DL4J, layer by layer. */
final class Served {

  private Served() {}

  /** A layer with the fast form where there is one, else as it is. */
  static Layer layer(Layer plain, DataType type, boolean first) {
    if (plain instanceof DenseLayer dense && isServed(dense)) {
      return new FastDense(dense, first);
    }
    if (plain instanceof ConvolutionLayer convolution && isServed(convolution, type)) {
      return new FastConvolution(convolution);
    }
    return plain;
  }

  /** Dense layers in either precision, with a bias and nothing unusual. */
  private static boolean isServed(DenseLayer layer) {
    return layer.hasBias() && !layer.hasLayerNorm() && layer.getWeightNoise() == null;
  }

  /** Ordinary convolutions in single precision, where the native library has oneDNN. */
  private static boolean isServed(ConvolutionLayer layer, DataType type) {
    return layer.getClass() == ConvolutionLayer.class
        && type == DataType.FLOAT
        && layer.hasBias()
        && layer.getWeightNoise() == null
        && layer.getCnn2dDataFormat() == CNN2DFormat.NCHW
        && layer.getConvolutionMode() != ConvolutionMode.Causal
        && NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo().contains("HAVE_ONEDNN");
  }

  /**
   * The updater, where all layers share one Adam in single precision, and gradients are neither
   * clipped nor weights regularised.
   */
  static Optional<Adam> adam(ComputationGraphConfiguration graph) {
    Set<IUpdater> updaters = new HashSet<>();
    for (GraphVertex vertex : graph.getVertices().values()) {
      if (!(vertex instanceof LayerVertex layer)) {
        return Optional.empty();
      }
      if (layer.numParams(false) == 0) {
        continue;
      }
      if (!(layer.getLayerConf().getLayer() instanceof BaseLayer base)
          || !isUnchanged(base)
          || !layer.getLayerConf().isMiniBatch()) {
        return Optional.empty();
      }
      base.initializer()
          .paramKeys(base)
          .forEach(parameter -> updaters.add(base.getUpdaterByParam(parameter)));
    }
    boolean one = updaters.size() == 1 && graph.getDataType() == DataType.FLOAT;
    return one && updaters.iterator().next() instanceof Adam adam
        ? Optional.of(adam)
        : Optional.empty();
  }

  /** Whether the gradient of a layer is that of the loss and nothing else. */
  private static boolean isUnchanged(BaseLayer layer) {
    return (layer.getGradientNormalization() == null
            || layer.getGradientNormalization() == GradientNormalization.None)
        && isEmpty(layer.getRegularization())
        && isEmpty(layer.getRegularizationBias());
  }

  private static boolean isEmpty(@Nullable List<?> list) {
    return list == null || list.isEmpty();
  }
}
