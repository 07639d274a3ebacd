package org.distill4j.model;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What a fast layer of a twin takes over from the plain one that it stands for. */
final class PlainSettings {

  private PlainSettings() {}

  /** Copies what every layer with weights is configured with. */
  static void copy(FeedForwardLayer plain, FeedForwardLayer fast) {
    fast.setLayerName(plain.getLayerName());
    fast.setNIn(plain.getNIn());
    fast.setNOut(plain.getNOut());
    fast.setActivationFn(plain.getActivationFn());
    fast.setWeightInitFn(plain.getWeightInitFn());
    fast.setBiasInit(plain.getBiasInit());
    fast.setRegularization(plain.getRegularization());
    fast.setRegularizationBias(plain.getRegularizationBias());
    fast.setIUpdater(plain.getIUpdater());
    fast.setBiasUpdater(plain.getBiasUpdater());
    fast.setGradientNormalization(plain.getGradientNormalization());
    fast.setGradientNormalizationThreshold(plain.getGradientNormalizationThreshold());
    fast.setIDropout(plain.getIDropout());
    fast.setConstraints(plain.getConstraints());
  }

  /** Gives a new layer its place in the network and its part of the parameters. */
  static Layer instantiate(
      Layer layer,
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray params,
      boolean initialize) {
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(params);
    layer.setParamTable(conf.getLayer().initializer().init(conf, params, initialize));
    layer.setConf(conf);
    return layer;
  }
}
