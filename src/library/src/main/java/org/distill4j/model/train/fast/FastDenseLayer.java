package org.distill4j.model.train.fast;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.distill4j.model.network.internal.DirectLayer;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A dense layer that computes what DL4J's does with less work: products go straight into
 * column-major results, the pre-activation of the forward pass is kept for the backward pass, and
 * the first layer computes no gradient for its input.
 */
final class FastDenseLayer extends BaseLayer<FastDense> implements DirectLayer {

  private static final long serialVersionUID = 1L;

  /** What the backward pass needs: the pre-activation, or the activation where that will do. */
  private transient @Nullable INDArray kept;

  FastDenseLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    assertInputSet(false);
    applyDropOutIfNecessary(training, workspaces);
    DataType type = getParam(DefaultParamInitializer.WEIGHT_KEY).dataType();
    long[] shape = {input.size(0), units()};
    INDArray z = workspaces.createUninitialized(ArrayType.ACTIVATIONS, type, shape, 'f');
    boolean activated = sum(input.castTo(type), z);
    IActivation activation = layerConf().getActivationFn();
    kept = Relu.signTellsDerivative(activation) ? z : workspaces.dup(ArrayType.ACTIVATIONS, z);
    return activated ? z : activation.getActivation(z, training);
  }

  @Override
  public int units() {
    return (int) getParam(DefaultParamInitializer.WEIGHT_KEY).size(1);
  }

  @Override
  public INDArray answer(INDArray x, INDArray z) {
    return sum(x, z) ? z : layerConf().getActivationFn().getActivation(z, false);
  }

  /** Makes z the pre-activation, or at once what becomes of it, and says whether it did that. */
  private boolean sum(INDArray x, INDArray z) {
    Product product = Product.of(x, getParam(DefaultParamInitializer.WEIGHT_KEY), z);
    INDArray bias = getParam(DefaultParamInitializer.BIAS_KEY);
    IActivation activation = layerConf().getActivationFn();
    if (Relu.signTellsDerivative(activation) && Columns.fit(z)) {
      float least = Relu.is(activation) ? 0 : Float.NEGATIVE_INFINITY;
      product.run((from, to) -> {}, (from, to) -> Columns.addBias(z, bias, least, from, to));
      return true;
    }
    product.run();
    z.addiRowVector(bias);
    return false;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray biasGradient = gradientViews.get(DefaultParamInitializer.BIAS_KEY);
    INDArray weightGradient = gradientViews.get(DefaultParamInitializer.WEIGHT_KEY);
    IActivation activation = layerConf().getActivationFn();
    INDArray activated = kept;
    kept = null;
    boolean clipped = Relu.is(activation) && Columns.fit(epsilon) && Columns.fit(activated);
    INDArray delta = clipped ? epsilon : activation.backprop(activated, epsilon).getFirst();
    Product product = Product.ofTransposed(input.castTo(delta.dataType()), delta, weightGradient);
    if (Columns.fit(delta)) {
      int rows = (int) delta.size(0);
      product.run(
          (from, to) -> {
            if (clipped) {
              Columns.backward(activated, delta, from * rows, to * rows);
            }
            Columns.sum(delta, biasGradient, from, to);
          },
          (from, to) -> {});
    } else {
      product.run();
      delta.sum(biasGradient, true, 0);
    }

    Gradient gradient = new DefaultGradient();
    gradient.gradientForVariable().put(DefaultParamInitializer.BIAS_KEY, biasGradient);
    gradient.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, weightGradient);
    return new Pair<>(gradient, layerConf().first() ? null : inputGradient(delta, workspaces));
  }

  private INDArray inputGradient(INDArray delta, LayerWorkspaceMgr workspaces) {
    INDArray weights = getParam(DefaultParamInitializer.WEIGHT_KEY);
    INDArray result =
        workspaces.createUninitialized(
            ArrayType.ACTIVATION_GRAD,
            delta.dataType(),
            new long[] {delta.size(0), weights.size(0)},
            'f');
    Product.byTransposed(delta, weights, result).run();
    return backpropDropOutIfPresent(result);
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public Layer clone() {
    throw new UnsupportedOperationException("a twin exists only while it is trained");
  }
}
