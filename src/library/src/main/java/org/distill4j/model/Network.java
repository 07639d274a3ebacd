package org.distill4j.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.data.Dataset;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A plain DL4J network and what both roles need of it. */
final class Network implements Classifier, Sized {

  /** Examples that pass through the network together: enough to be fast, few enough for memory. */
  static final int CHUNK = 1_000;

  private final Model plain;
  private final ComputationGraph inference;
  private final String output;

  /**
   * Takes a plain network as it is.
   *
   * @param plain initialised, a {@link MultiLayerNetwork} or {@link ComputationGraph} that ends in
   *     one {@link org.deeplearning4j.nn.conf.layers.OutputLayer}; its weights are shared
   */
  Network(Model plain) {
    this.plain = plain;
    OutputRules.require(plain);
    TwinConfiguration twin = TwinConfiguration.of(plain);
    this.output = twin.output();
    this.inference = twin.graph(0);
    InputRules.require(inference.getConfiguration());
    inference.init(plain.params(), false);
  }

  static Layer[] layersOf(Model plain) {
    return plain instanceof MultiLayerNetwork layers
        ? layers.getLayers()
        : ((ComputationGraph) plain).getLayers();
  }

  Model plain() {
    return plain;
  }

  /** The plain network that gives a classifier's answers; null where that is something else. */
  static @Nullable Model within(Classifier classifier) {
    if (classifier instanceof Teacher teacher) {
      return within(teacher.classifier());
    }
    if (classifier instanceof Student student) {
      return student.network();
    }
    return classifier instanceof Network network ? network.plain : null;
  }

  /** The layers by name, in the order of their parameters. */
  Map<String, Layer> layers() {
    Map<String, Layer> byName = new LinkedHashMap<>();
    Layer[] layers = layersOf(plain);
    for (int i = 0; i < layers.length; i++) {
      byName.put(TwinConfiguration.name(layers[i].conf().getLayer(), i), layers[i]);
    }
    return byName;
  }

  int inputs() {
    for (String name : layers().keySet()) {
      var vertex = (LayerVertex) inference.getConfiguration().getVertices().get(name);
      if (vertex.getPreProcessor() instanceof FeedForwardToCnnPreProcessor images) {
        return Math.toIntExact(
            images.getInputHeight() * images.getInputWidth() * images.getNumChannels());
      }
      if (vertex.getLayerConf().getLayer() instanceof FeedForwardLayer layer) {
        return Math.toIntExact(layer.getNIn());
      }
    }
    throw new IllegalStateException("the network has no layer with weights");
  }

  void requireFits(String what, Dataset data) {
    if (data.width() != inputs()) {
      throw new IllegalArgumentException(
          "the network takes %d features, but the %s have %d"
              .formatted(inputs(), what, data.width()));
    }
    if (data.classes().size() != classes()) {
      throw new IllegalArgumentException(
          "the network has %d classes, but the %s have %d"
              .formatted(classes(), what, data.classes().size()));
    }
  }

  int classes() {
    return Math.toIntExact(inference.getLayer(output).getParam("W").size(1));
  }

  @Override
  public INDArray logits(INDArray features) {
    return activations(output, features);
  }

  /** The only layer's weights {@code [d, C]}, a copy. */
  INDArray linearWeights() {
    Map<String, Layer> layers = layers();
    if (layers.size() > 1) {
      throw new IllegalStateException(
          "only a linear network has weights for each class, but this one has the layers "
              + layers.keySet());
    }
    return layers.get(output).getParam("W").dup();
  }

  /** What a layer gives for one example. */
  long[] shape(String layer) {
    return activations(layer, Nd4j.zeros(dataType(), 1, inputs())).shape();
  }

  /** What a layer gives for some examples: a row each, or maps of a convolutional layer. */
  INDArray activations(String layer, INDArray features) {
    requireLayer(layer);
    requireFeatures(features);
    long n = features.size(0);
    if (n <= CHUNK) {
      return chunk(layer, features);
    }
    INDArray first = chunk(layer, rows(features, 0, CHUNK));
    long[] shape = first.shape().clone();
    shape[0] = n;
    INDArray all = Nd4j.createUninitialized(first.dataType(), shape, 'c');
    put(all, 0, first);
    for (long start = CHUNK; start < n; start += CHUNK) {
      put(all, start, chunk(layer, rows(features, start, Math.min(n, start + CHUNK))));
    }
    return all;
  }

  private INDArray chunk(String layer, INDArray features) {
    INDArray input = features.castTo(dataType());
    INDArray found =
        layer.equals(output)
            ? inference.outputSingle(false, input)
            : inference.feedForward(input, false).get(layer);
    return found.dup('c');
  }

  private static INDArray rows(INDArray array, long from, long to) {
    return array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
  }

  private static void put(INDArray all, long start, INDArray chunk) {
    rows(all, start, start + chunk.size(0)).assign(chunk);
  }

  DataType dataType() {
    return inference.getConfiguration().getDataType();
  }

  void requireLayer(String layer) {
    if (!layers().containsKey(layer)) {
      throw new IllegalArgumentException(
          "the network has no layer '%s'; its layers are %s".formatted(layer, layers().keySet()));
    }
  }

  private void requireFeatures(INDArray features) {
    if (features.rank() != 2 || features.size(1) != inputs()) {
      throw new IllegalArgumentException(
          "features must be a matrix [N, %d], but have shape %s"
              .formatted(inputs(), Arrays.toString(features.shape())));
    }
  }

  @Override
  public long parameters() {
    return plain.numParams();
  }

  @Override
  public long bytes() {
    return parameters() * dataType().width();
  }

  @Override
  public long multiplyAdds() {
    INDArray example = Nd4j.zeros(dataType(), 1, inputs());
    Map<String, INDArray> outputs = inference.feedForward(example, false);
    long sum = 0;
    for (Map.Entry<String, Layer> layer : layers().entrySet()) {
      INDArray weights = layer.getValue().getParam("W");
      if (weights != null) {
        long units = ((FeedForwardLayer) layer.getValue().conf().getLayer()).getNOut();
        sum += weights.length() * outputs.get(layer.getKey()).length() / units;
      }
    }
    return sum;
  }

  @Override
  public String toString() {
    return "%s, %,d parameters".formatted(widths(), parameters());
  }

  /** Widths from input to output, as in 784-800-800-10. */
  private String widths() {
    StringBuilder text = new StringBuilder().append(inputs());
    for (Layer layer : layersOf(plain)) {
      if (layer.conf().getLayer() instanceof FeedForwardLayer feedForward) {
        text.append('-').append(feedForward.getNOut());
      }
    }
    return text.toString();
  }
}
