package org.distill4j.export;

import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.activations.Activation;

/** Networks with more than one way from the features to the logits. */
final class SampleGraphs {

  private SampleGraphs() {}

  static Map<String, Model> all() {
    Map<String, Model> all = new LinkedHashMap<>();
    for (ElementWiseVertex.Op op : ElementWiseVertex.Op.values()) {
      all.put("the vertex " + op, combined(op));
    }
    all.put("rows side by side", merged());
    all.put("a residual block and maps side by side", residual());
    return all;
  }

  private static GraphBuilder start(InputType input) {
    return new NeuralNetConfiguration.Builder()
        .seed(1)
        .activation(Activation.TANH)
        .graphBuilder()
        .addInputs("features") // as the input is called in the files
        .setInputTypes(input);
  }

  private static Model end(GraphBuilder graph, String last) {
    ComputationGraph network =
        new ComputationGraph(
            graph.addLayer("out", SampleNetworks.output(), last).setOutputs("out").build());
    network.init();
    return network;
  }

  private static Model combined(ElementWiseVertex.Op op) {
    GraphBuilder graph =
        start(InputType.feedForward(5))
            .addLayer("a", SampleNetworks.dense().build(), "features")
            .addLayer("b", SampleNetworks.dense().build(), "features");
    if (op == ElementWiseVertex.Op.Subtract) {
      return end(graph.addVertex("both", new ElementWiseVertex(op), "a", "b"), "both");
    }
    return end(
        graph
            .addLayer("c", SampleNetworks.dense().build(), "a")
            .addVertex("all", new ElementWiseVertex(op), "a", "b", "c"),
        "all");
  }

  private static Model merged() {
    return end(
        start(InputType.feedForward(5))
            .addLayer("logits", SampleNetworks.dense().nOut(4).build(), "features")
            .addLayer("class", SampleNetworks.dense().build(), "features")
            .addVertex("merged", new MergeVertex(), "logits", "class"),
        "merged");
  }

  private static Model residual() {
    return end(
        start(InputType.convolutionalFlat(7, 6, 2))
            .addLayer("1st", same(3).build(), "features")
            .addLayer("2nd", same(3).activation(Activation.IDENTITY).build(), "1st")
            .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "1st", "2nd")
            .addLayer("relu", new ActivationLayer(Activation.RELU), "sum")
            .addVertex("merged", new MergeVertex(), "1st", "relu", "sum"),
        "merged");
  }

  private static ConvolutionLayer.Builder same(int size) {
    return SampleNetworks.convolution(size, size).convolutionMode(ConvolutionMode.Same);
  }
}
