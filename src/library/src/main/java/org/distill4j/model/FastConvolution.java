package org.distill4j.model;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.nativeblas.NativeOpsHolder;

/** The configuration of a {@link FastConvolutionLayer}: that of a plain convolution. */
final class FastConvolution extends ConvolutionLayer {

  private static final long serialVersionUID = 1L;

  /** Whether the layer applies ReLU itself, after what DL4J takes for a layer without it. */
  private final boolean relu;

  /** Takes over everything a plain layer was configured with. */
  FastConvolution(ConvolutionLayer plain) {
    PlainSettings.copy(plain, this);
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

  /**
   * Whether a layer is an ordinary convolution in single precision, and the native library has
   * oneDNN, without which its convolutions are slower than DL4J's.
   */
  static boolean serves(ConvolutionLayer layer, DataType type) {
    return layer.getClass() == ConvolutionLayer.class
        && type == DataType.FLOAT
        && layer.hasBias()
        && layer.getWeightNoise() == null
        && layer.getCnn2dDataFormat() == CNN2DFormat.NCHW
        && layer.getConvolutionMode() != ConvolutionMode.Causal
        && NativeOpsHolder.getInstance().getDeviceNativeOps().buildInfo().contains("HAVE_ONEDNN");
  }

  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray params,
      boolean initialize,
      DataType type) {
    return PlainSettings.instantiate(
        new FastConvolutionLayer(this, conf, type), conf, listeners, index, params, initialize);
  }
}
