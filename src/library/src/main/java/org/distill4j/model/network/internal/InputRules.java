package org.distill4j.model.network.internal;

import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.layers.convolutional.Cropping2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;

/** What a network must take so that rows of features can be given to it. */
final class InputRules {

  private static final List<Class<? extends Layer>> OF_IMAGES =
      List.of(
          ConvolutionLayer.class,
          SubsamplingLayer.class,
          ZeroPaddingLayer.class,
          Cropping2D.class,
          Upsampling2D.class);

  /** Layers that take whatever they are given, so that the next one tells what it must be. */
  private static final List<Class<? extends Layer>> OF_ANYTHING =
      List.of(BatchNormalization.class, ActivationLayer.class, DropoutLayer.class);

  private InputRules() {}

  /** Refuses networks that take images as such, with channels, height and width of their own. */
  static void require(ComputationGraphConfiguration graph) {
    graph.getNetworkInputs().forEach(input -> requireRows(graph, input));
  }

  /** Looks at what reads something that is as the input is. */
  private static void requireRows(ComputationGraphConfiguration graph, String source) {
    for (Map.Entry<String, GraphVertex> entry : graph.getVertices().entrySet()) {
      String name = entry.getKey();
      if (!graph.getVertexInputs().get(name).contains(source)
          || !(entry.getValue() instanceof LayerVertex vertex)) {
        continue;
      }
      Layer layer = vertex.getLayerConf().getLayer();
      InputPreProcessor before = vertex.getPreProcessor();
      if (before instanceof CnnToFeedForwardPreProcessor
          || (before == null && isOneOf(OF_IMAGES, layer))) {
        throw new IllegalArgumentException(
            "the network must take rows of features, but its layer '%s' takes images [N, channels, height, width]: make it with InputType.convolutionalFlat instead of InputType.convolutional"
                .formatted(name));
      }
      if (before == null && isOneOf(OF_ANYTHING, layer)) {
        requireRows(graph, name);
      }
    }
  }

  private static boolean isOneOf(List<Class<? extends Layer>> kinds, Layer layer) {
    return kinds.stream().anyMatch(kind -> kind.isInstance(layer));
  }
}
