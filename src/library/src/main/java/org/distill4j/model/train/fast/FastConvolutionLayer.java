package org.distill4j.model.train.fast;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.layers.mkldnn.MKLDNNConvHelper;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution by oneDNN, for which DL4J has the code but looks in the wrong place whether it may
 * be used. Its backward pass does not compute the forward pass a second time.
 */
final class FastConvolutionLayer extends ConvolutionLayer {

  private static final long serialVersionUID = 1L;

  private final FastConvolution settings;

  /** What the layer gave, where the backward pass needs no more than that. */
  private transient @Nullable INDArray kept;

  FastConvolutionLayer(FastConvolution settings, NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
    this.settings = settings;
    helper = new MKLDNNConvHelper(type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray maps = super.activate(training, workspaces);
    if (settings.relu()) {
      new ActivationReLU().getActivation(maps, training);
    }
    kept = Relu.signTellsDerivative(settings.getActivationFn()) ? maps : null;
    return maps;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray maps = kept;
    boolean clipped = settings.relu() && maps != null;
    return super.backpropGradient(clipped ? Relu.backward(maps, epsilon) : epsilon, workspaces);
  }

  /** What the activation's backward pass is given, which the identity does not read. */
  @Override
  protected Pair<INDArray, INDArray> preOutput4d(
      boolean training, boolean forBackward, LayerWorkspaceMgr workspaces) {
    INDArray maps = kept;
    kept = null;
    return forBackward && maps != null
        ? new Pair<>(maps, null)
        : super.preOutput4d(training, forBackward, workspaces);
  }
}
