package org.distill4j.model.train.fast;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.distill4j.model.network.internal.LayerSettings;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The configuration of a {@link FastConvolutionLayer}: that of a plain convolution. */
final class FastConvolution extends ConvolutionLayer {

  private static final long serialVersionUID = 1L;

  /** Whether the layer applies ReLU itself, after what DL4J takes for a layer without it. */
  private final boolean relu;

  /** Takes over everything a plain layer was configured with. */
  FastConvolution(ConvolutionLayer plain) {
    LayerSettings.copy(plain, this);
    relu = Relu.is(plain.getActivationFn());
    if (relu) {
      setActivationFn(new ActivationIdentity());
    }
    setKernelSize(plain.getKernelSize());
    setStride(plain.getStride());
    setPadding(plain.getPadding());
    setDilation(plain.getDilation());
    setConvolutionMode(plain.getConvolutionMode());
  }

  boolean relu() {
    return relu;
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray params,
      boolean initialize,
      DataType type) {
    return new PlaceInNetwork(conf, listeners, index, params, initialize)
        .give(new FastConvolutionLayer(this, conf, type));
  }
}
