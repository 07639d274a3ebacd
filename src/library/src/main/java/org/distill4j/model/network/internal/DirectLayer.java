package org.distill4j.model.network.internal;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A layer that answers by itself, without the network around it. */
public interface DirectLayer {

  /** How many numbers the layer gives for an example. */
  int units();

  /**
   * What the layer gives.
   *
   * @param input {@code [B, inputs]} in the layer's type; not modified
   * @param memory {@code [B, units]}, column-major, of the same type; overwritten
   * @return {@code [B, units]}: the memory, or an array of its own
   */
  INDArray answer(INDArray input, INDArray memory);
}
