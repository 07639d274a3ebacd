package org.distill4j.model.network.internal;

import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;

/** What a plain network must look like so that its logits are what DL4J takes the softmax of. */
public final class OutputRules {

  private OutputRules() {}

  public static void require(Model plain) {
    Layer[] layers = Network.layersOf(plain);
    if (layers == null) {
      throw new IllegalArgumentException("the network must be initialised: call its init() first");
    }
    if (!(layers[layers.length - 1].conf().getLayer() instanceof OutputLayer output)
        || (plain instanceof ComputationGraph graph && graph.getNumOutputArrays() != 1)) {
      throw new IllegalArgumentException(
          "the network must end in one OutputLayer, but its layers are "
              + Arrays.stream(layers)
                  .map(layer -> layer.conf().getLayer().getClass().getSimpleName())
                  .toList());
    }
    IActivation activation = output.getActivationFn();
    if (!(activation instanceof ActivationSoftmax || activation instanceof ActivationIdentity)) {
      throw new IllegalArgumentException(
          "the activation of the OutputLayer must be softmax or identity, but is " + activation);
    }
    if (!output.hasBias() || output.getWeightNoise() != null) {
      throw new IllegalArgumentException(
          "the OutputLayer must have a bias and no weight noise, but does not");
    }
  }
}
