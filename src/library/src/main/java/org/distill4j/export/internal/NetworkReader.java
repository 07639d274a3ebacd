package org.distill4j.export.internal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.distill4j.data.ImageShape;
import org.distill4j.export.internal.Step.Combination;
import org.distill4j.export.internal.Step.Reshape;
import org.distill4j.model.network.internal.LayerChoice;
import org.distill4j.model.network.internal.LogitGraph;
import org.distill4j.model.network.internal.Network;
import org.jspecify.annotations.Nullable;

/** Walks through a network from its logits back to its features. */
final class NetworkReader {

  private final Network network;
  private final LogitGraph logits;
  private final ComputationGraphConfiguration graph;
  private final Map<String, Tensor> done = new HashMap<>();
  private final Set<String> names =
      new HashSet<>(Set.of(Steps.FEATURES, Steps.LOGITS, Steps.PROBABILITIES));
  private final List<Step> steps = new ArrayList<>();
  private final LayerReader layers;

  NetworkReader(Network network) {
    this.network = network;
    this.logits = network.graph(LayerChoice.PLAIN);
    this.graph = logits.configuration();
    this.layers = new LayerReader(network.layers(), steps);
  }

  Steps read() {
    if (graph.getNetworkInputs().size() > 1) {
      throw new IllegalArgumentException(
          "the network must have one input, but has " + graph.getNetworkInputs());
    }
    Tensor features = Tensor.row(Steps.FEATURES, network.inputs());
    done.put(graph.getNetworkInputs().get(0), features);
    Tensor last = visit(logits.output());
    return new Steps(features, steps, last);
  }

  /** The tensor that a layer or vertex makes, after all that it needs. */
  private Tensor visit(String vertex) {
    Tensor known = done.get(vertex);
    if (known == null) {
      List<Tensor> inputs = graph.getVertexInputs().get(vertex).stream().map(this::visit).toList();
      String name = vertex.equals(logits.output()) ? Steps.LOGITS : unused(vertex);
      known = make(graph.getVertices().get(vertex), vertex, name, inputs);
      done.put(vertex, known);
    }
    return known;
  }

  private String unused(String name) {
    String other = name;
    while (!names.add(other)) {
      other += "_";
    }
    return other;
  }

  private Tensor make(GraphVertex vertex, String called, String name, List<Tensor> inputs) {
    if (vertex instanceof LayerVertex layer) {
      Tensor input = shaped(layer.getPreProcessor(), called, name, inputs.get(0));
      return layers.read(layer.getLayerConf().getLayer(), called, name, input);
    }
    Combination.Kind kind = kind(vertex, called);
    Tensor first = inputs.get(0);
    Tensor output = kind == Combination.Kind.SEQUENCE ? sequence(name, inputs) : first.like(name);
    if (kind != Combination.Kind.SEQUENCE
        && inputs.stream().anyMatch(other -> !other.hasShapeOf(first))) {
      throw refused(called, "a vertex of tensors of different shapes");
    }
    steps.add(new Combination(inputs, kind, output));
    return output;
  }

  private static Combination.Kind kind(GraphVertex vertex, String called) {
    if (vertex instanceof MergeVertex merge && merge.getMergeAxis() == 1) {
      return Combination.Kind.SEQUENCE;
    }
    if (vertex instanceof ElementWiseVertex elements) {
      return switch (elements.getOp()) {
        case Add -> Combination.Kind.SUM;
        case Subtract -> Combination.Kind.DIFFERENCE;
        case Product -> Combination.Kind.PRODUCT;
        case Average -> Combination.Kind.MEAN;
        case Max -> Combination.Kind.MAXIMUM;
      };
    }
    throw refused(called, "a " + vertex.getClass().getSimpleName());
  }

  private static Tensor sequence(String name, List<Tensor> inputs) {
    Tensor first = inputs.get(0);
    if (first.maps().isEmpty()) {
      return Tensor.row(name, inputs.stream().mapToInt(Tensor::size).sum());
    }
    int channels = inputs.stream().mapToInt(Tensor::channels).sum();
    return Tensor.maps(name, first.maps().get().withChannels(channels));
  }

  /** What a layer reads, which DL4J may shape anew before. */
  private Tensor shaped(
      @Nullable InputPreProcessor before, String called, String name, Tensor input) {
    if (before == null) {
      return input;
    }
    Tensor output;
    if (before instanceof FeedForwardToCnnPreProcessor images) {
      ImageShape shape =
          ImageShape.ofMaps(
              1, images.getNumChannels(), images.getInputHeight(), images.getInputWidth());
      output = Tensor.maps(unused(name + "/maps"), shape);
    } else if (before instanceof CnnToFeedForwardPreProcessor) {
      output = Tensor.row(unused(name + "/row"), input.size());
    } else {
      throw refused(called, "a layer behind a " + before.getClass().getSimpleName());
    }
    output = output.in(input.memory());
    steps.add(new Reshape(input, output));
    return output;
  }

  static IllegalArgumentException refused(String name, String what) {
    return new IllegalArgumentException(
        ("'%s' is %s, which cannot be written; what can: dense, convolutional (2D), pooling, batch"
                + " normalization, activation and dropout layers, sums and merges of them")
            .formatted(name, what));
  }
}
