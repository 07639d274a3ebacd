package org.distill4j.model.train;

import java.util.Optional;
import java.util.Set;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.distill4j.model.network.internal.LayerChoice;
import org.distill4j.model.network.internal.WeightBits;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Lets a network's own dense and convolutional layers compute with weights of few bits and inputs
 * of eight.
 *
 * @param layers chooses what computes so
 * @param bits of the weights
 * @param names of the layers; others, such as regressors of hints, stay as they are
 */
record RoundedLayers(LayerChoice layers, WeightBits bits, Set<String> names)
    implements LayerChoice {

  @Override
  public Layer choose(Layer plain, DataType type, boolean first) {
    Optional<Integer> axis =
        names.contains(plain.getLayerName()) ? WeightBits.outputs(plain) : Optional.empty();
    return layers.choose(axis.map(a -> rounded(plain, a)).orElse(plain), type, first);
  }

  private Layer rounded(Layer plain, int axis) {
    BaseLayer layer = (BaseLayer) plain.clone();
    layer.setWeightNoise(new RoundedWeights(bits.bits(), axis, layer.getWeightNoise()));
    layer.setIDropout(new RoundedInput(layer.getIDropout()));
    return layer;
  }
}
