package org.distill4j.model.network.internal;

import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;

/** What a layer takes over from the plain one that it stands for. */
public final class LayerSettings {

  private LayerSettings() {}

  /**
   * Copies what every layer with weights is configured with.
   *
   * @param plain the layer that is replaced; not modified
   * @param other the layer that stands for it
   */
  public static void copy(FeedForwardLayer plain, FeedForwardLayer other) {
    other.setLayerName(plain.getLayerName());
    other.setNIn(plain.getNIn());
    other.setNOut(plain.getNOut());
    other.setActivationFn(plain.getActivationFn());
    other.setWeightInitFn(plain.getWeightInitFn());
    other.setBiasInit(plain.getBiasInit());
    other.setRegularization(plain.getRegularization());
    other.setRegularizationBias(plain.getRegularizationBias());
    other.setIUpdater(plain.getIUpdater());
    other.setBiasUpdater(plain.getBiasUpdater());
    other.setGradientNormalization(plain.getGradientNormalization());
    other.setGradientNormalizationThreshold(plain.getGradientNormalizationThreshold());
    other.setIDropout(plain.getIDropout());
    other.setConstraints(plain.getConstraints());
  }
}
