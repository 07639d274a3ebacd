package org.distill4j.export.internal.onnx;

import java.util.List;
import org.distill4j.export.internal.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;

/** How layers with weights are written: with 32 bits, or with eight. */
interface Precision {

  /** Weights and biases as they are. */
  Precision FLOAT =
      (graph, input, layer) ->
          List.of(
              input.name(),
              graph.constant(layer.name + "/weights", layer.weights, layer.shape()),
              graph.constant(layer.name + "/bias", layer.bias, layer.outputs()));

  /**
   * The numbers of a layer.
   *
   * @param name what constants are called after
   * @param weights of any shape
   * @param bias one for each output
   * @param axis of the weights along which outputs are counted
   */
  record Layer(String name, INDArray weights, INDArray bias, int axis) {

    long[] shape() {
      return weights.shape();
    }

    long outputs() {
      return weights.size(axis);
    }
  }

  /** Adds a layer's constants, and gives the names of its input, its weights and its bias. */
  List<String> operands(OnnxGraph graph, Tensor input, Layer layer);
}
