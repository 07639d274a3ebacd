package org.distill4j.model.train;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.weightnoise.IWeightNoise;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.distill4j.model.network.internal.WeightBits;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Lets a layer compute with rounded weights, forward and backward, while the gradient goes to the
 * weights behind them as if rounding were not there: the straight-through estimator of Bengio et
 * al. 2013, as Jacob et al. 2018 use it. DL4J calls this weight noise.
 */
final class RoundedWeights implements IWeightNoise {

  private static final long serialVersionUID = 1L;

  private final int bits;
  private final int axis;

  /** What the layer had before; its weights are rounded. */
  private final @Nullable IWeightNoise noise;

  RoundedWeights(int bits, int axis, @Nullable IWeightNoise noise) {
    this.bits = bits;
    this.axis = axis;
    this.noise = noise;
  }

  @Override
  public INDArray getParameter(
      Layer layer,
      String name,
      int iteration,
      int epoch,
      boolean training,
      LayerWorkspaceMgr workspaces) {
    INDArray weights =
        noise == null
            ? layer.getParam(name)
            : noise.getParameter(layer, name, iteration, epoch, training, workspaces);
    return name.equals("W") ? new WeightBits(bits).rounded(weights, axis) : weights;
  }

  @Override
  public IWeightNoise clone() {
    return new RoundedWeights(bits, axis, noise == null ? null : noise.clone());
  }
}
