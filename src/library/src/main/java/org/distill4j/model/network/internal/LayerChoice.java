package org.distill4j.model.network.internal;

import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.buffer.DataType;

/** Which layer a graph computes with where a network has one of DL4J's. */
@FunctionalInterface
public interface LayerChoice {

  /** DL4J's own layers throughout. */
  LayerChoice PLAIN = (plain, type, first) -> plain;

  /**
   * Chooses one layer.
   *
   * @param plain the configuration of DL4J's layer; not modified
   * @param type of the network's numbers
   * @param first whether the layer reads the network's input, whose gradient nobody needs
   * @return the same configuration, or that of a layer which computes the same from the same
   *     parameters
   */
  Layer choose(Layer plain, DataType type, boolean first);
}
