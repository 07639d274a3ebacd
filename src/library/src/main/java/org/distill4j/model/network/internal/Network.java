package org.distill4j.model.network.internal;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.data.Dataset;
import org.distill4j.internal.FiniteRows;
import org.distill4j.internal.RandomState;
import org.distill4j.internal.Thousands;
import org.distill4j.model.network.Layered;
import org.distill4j.model.network.Sized;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** A plain DL4J network and what both roles need of it. */
public final class Network implements Layered, Sized {

  private final Model plain;
  private final ComputationGraph inference;
  private final String output;
  private final int inputs;

  /** Answers where it can; what else there is, DL4J's graph does. */
  private final Optional<DirectChain> chain;

  /** Whether DL4J computes in the array of the features, as a layer of an activation alone does. */
  private final boolean overwrites;

  /**
   * Takes a plain network as it is.
   *
   * @param plain initialised, a {@link MultiLayerNetwork} or {@link ComputationGraph} that ends in
   *     one {@link org.deeplearning4j.nn.conf.layers.OutputLayer}; its weights are shared
   * @param choice which layers compute the answers
   */
  public Network(Model plain, LayerChoice choice) {
    this.plain = plain;
    OutputRules.require(plain);
    LogitGraph logits = LogitGraph.of(plain, choice);
    InputRules.require(logits.configuration());
    this.output = logits.output();
    this.overwrites = overwrites(logits.configuration());
    this.inference = RandomState.keptDuring(() -> logits.graph(plain.params(), 0));
    this.chain = DirectChain.of(inference);
    this.inputs = inputs(inference.getConfiguration(), layers().keySet());
  }

  private static boolean overwrites(ComputationGraphConfiguration graph) {
    return graph.getVertices().entrySet().stream()
        .filter(
            vertex ->
                graph.getVertexInputs().get(vertex.getKey()).stream()
                    .anyMatch(graph.getNetworkInputs()::contains))
        .anyMatch(
            vertex ->
                vertex.getValue() instanceof LayerVertex layer
                    && layer.getLayerConf().getLayer() instanceof ActivationLayer);
  }

  public static Layer[] layersOf(Model plain) {
    return plain instanceof MultiLayerNetwork layers
        ? layers.getLayers()
        : ((ComputationGraph) plain).getLayers();
  }

  public Model plain() {
    return plain;
  }

  /** The layers by name, in the order of their parameters. */
  public Map<String, Layer> layers() {
    Map<String, Layer> byName = new LinkedHashMap<>();
    Layer[] layers = layersOf(plain);
    for (int i = 0; i < layers.length; i++) {
      byName.put(LogitGraph.name(layers[i].conf().getLayer(), i), layers[i]);
    }
    return byName;
  }

  public int inputs() {
    return inputs;
  }

  private static int inputs(ComputationGraphConfiguration graph, Set<String> layers) {
    for (String name : layers) {
      var vertex = (LayerVertex) graph.getVertices().get(name);
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

  public void requireFits(String what, Dataset data) {
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

  public int classes() {
    return Math.toIntExact(inference.getLayer(output).getParam("W").size(1));
  }

  /**
   * The graph that gives the logits, for those who train it.
   *
   * @param choice which layers it computes with
   * @return a new configuration
   */
  public LogitGraph graph(LayerChoice choice) {
    return LogitGraph.of(plain, choice);
  }

  @Override
  public INDArray logits(INDArray features) {
    return answer(output, features);
  }

  /** The only layer's weights {@code [d, C]}, a copy. */
  public INDArray linearWeights() {
    Map<String, Layer> layers = layers();
    if (layers.size() > 1) {
      throw new IllegalStateException(
          "only a linear network has weights for each class, but this one has the layers "
              + layers.keySet());
    }
    return layers.get(output).getParam("W").dup();
  }

  /** What a layer gives for one example. */
  public long[] shape(String layer) {
    return activations(layer, Nd4j.zeros(dataType(), 1, inputs())).shape();
  }

  /** What a layer gives for some examples: a row each, or maps of a convolutional layer. */
  public INDArray activations(String layer, INDArray features) {
    requireLayer(layer);
    return answer(layer, features);
  }

  private INDArray answer(String layer, INDArray features) {
    requireFeatures(features);
    int examples = Math.toIntExact(features.size(0));
    if (examples <= Thousands.SIZE) {
      return thousand(layer, features);
    }
    INDArray[] all = {null};
    Thousands.forEach(
        examples,
        (from, to) -> {
          INDArray some = thousand(layer, rows(features, from, to));
          if (all[0] == null) {
            long[] shape = some.shape().clone();
            shape[0] = examples;
            all[0] = Nd4j.createUninitialized(some.dataType(), shape, 'c');
          }
          rows(all[0], from, to).assign(some);
        });
    return all[0];
  }

  /**
   * The logits and what some layers give, from one pass.
   *
   * @param features at most {@link Thousands#SIZE} examples {@code [N, d]}; not modified
   * @param layers their names
   * @return the logits, then what each layer gives
   */
  @Override
  public List<INDArray> answers(INDArray features, List<String> layers) {
    layers.forEach(this::requireLayer);
    requireFeatures(features);
    List<String> wanted = Stream.concat(Stream.of(output), layers.stream()).toList();
    INDArray input = input(features);
    return chain
        .map(direct -> direct.answers(input, wanted))
        .orElseGet(() -> feedForward(input, wanted));
  }

  private INDArray thousand(String layer, INDArray features) {
    INDArray input = input(features);
    if (chain.isPresent()) {
      return chain.get().answers(input, List.of(layer)).get(0);
    }
    return layer.equals(output)
        ? inference.outputSingle(false, input).dup('c')
        : feedForward(input, List.of(layer)).get(0);
  }

  /** One at a time, as DL4J's {@code output} is by itself: layers keep their input meanwhile. */
  private List<INDArray> feedForward(INDArray input, List<String> layers) {
    synchronized (inference) {
      Map<String, INDArray> all = inference.feedForward(input, false);
      return layers.stream().map(layer -> all.get(layer).dup('c')).toList();
    }
  }

  /** The features in the network's type; a copy where they would be overwritten. */
  private INDArray input(INDArray features) {
    INDArray typed = features.castTo(dataType());
    FiniteRows.require("features", typed);
    return overwrites ? typed.dup() : typed;
  }

  /** A view of some rows of a matrix. */
  public static INDArray rows(INDArray array, long from, long to) {
    return array.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
  }

  public DataType dataType() {
    return inference.getConfiguration().getDataType();
  }

  public void requireLayer(String layer) {
    if (!layers().containsKey(layer)) {
      throw new IllegalArgumentException(
          "the network has no layer '%s'; its layers are %s".formatted(layer, layers().keySet()));
    }
  }

  private void requireFeatures(INDArray features) {
    if (features.rank() != 2 || features.size(1) != inputs() || features.isEmpty()) {
      throw new IllegalArgumentException(
          "features must be a matrix [N, %d], but have shape %s"
              .formatted(inputs(), Arrays.toString(features.shape())));
    }
  }

  @Override
  public OptionalLong parameters() {
    return OptionalLong.of(plain.numParams());
  }

  @Override
  public OptionalLong bytes() {
    return OptionalLong.of(plain.numParams() * dataType().width());
  }

  @Override
  public OptionalLong multiplyAdds() {
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
    return OptionalLong.of(sum);
  }

  @Override
  public String toString() {
    return "%s, %,d parameters".formatted(widths(), plain.numParams());
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
