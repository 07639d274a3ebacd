package org.distill4j.model.network.internal;

import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.internal.Seed;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The configuration of a graph with the layers of a plain network, under the same names, of which
 * the last gives logits: it has neither softmax nor loss.
 */
public final class LogitGraph {

  private static final String INPUT = "(input)"; // in brackets: unlike any name of a layer

  private final ComputationGraphConfiguration graph;
  private final String output;
  private final LayerChoice choice;

  private LogitGraph(ComputationGraphConfiguration graph, LayerChoice choice) {
    this.graph = graph;
    this.output = graph.getNetworkOutputs().get(0);
    this.choice = choice;
    graph.setIterationCount(0);
    graph.setEpochCount(0);
    graph.getVertices().keySet().forEach(this::choose);
  }

  /**
   * Reads a plain network's configuration.
   *
   * @param plain a network that ends in one output layer; not modified
   * @param choice which layers stand for the network's own
   * @return a configuration that may be added to
   */
  public static LogitGraph of(Model plain, LayerChoice choice) {
    return plain instanceof MultiLayerNetwork layers
        ? new LogitGraph(chain(layers.getLayerWiseConfigurations().clone()), choice)
        : new LogitGraph(((ComputationGraph) plain).getConfiguration().clone(), choice);
  }

  private static ComputationGraphConfiguration chain(MultiLayerConfiguration layers) {
    var builder =
        new NeuralNetConfiguration.Builder()
            .dataType(layers.getDataType())
            .miniBatch(layers.getConf(0).isMiniBatch())
            .graphBuilder()
            .addInputs(INPUT);
    String last = INPUT;
    for (int i = 0; i < layers.getConfs().size(); i++) {
      Layer layer = layers.getConf(i).getLayer();
      String name = name(layer, i);
      builder.addLayer(name, layer, layers.getInputPreProcess(i), last);
      last = name;
    }
    return builder.setOutputs(last).validateOutputLayerConfig(false).build();
  }

  /** The name of a layer in a chain, which plain networks may leave out. */
  static String name(Layer layer, int index) {
    return layer.getLayerName() == null ? "layer" + index : layer.getLayerName();
  }

  private void choose(String name) {
    if (!(graph.getVertices().get(name) instanceof LayerVertex vertex)) {
      return;
    }
    boolean first =
        vertex.getPreProcessor() == null
            && graph.getNetworkInputs().containsAll(graph.getVertexInputs().get(name));
    NeuralNetConfiguration conf = vertex.getLayerConf();
    Layer layer = conf.getLayer();
    boolean last = layer instanceof OutputLayer && name.equals(output);
    Layer plain = last ? withoutLoss((OutputLayer) layer) : layer;
    conf.setLayer(choice.choose(plain, graph.getDataType(), first));
  }

  private static DenseLayer withoutLoss(OutputLayer layer) {
    DenseLayer logits = new DenseLayer.Builder().build();
    LayerSettings.copy(layer, logits);
    logits.setActivationFn(new ActivationIdentity());
    return logits;
  }

  /**
   * Adds a layer after another one.
   *
   * @param name of the new layer, as yet unused
   * @param from name of the layer that it reads
   * @param layer its configuration, which gets the name
   * @param preProcessor what shapes its input anew; may be null
   */
  public void add(String name, String from, Layer layer, @Nullable InputPreProcessor preProcessor) {
    layer.setLayerName(name);
    NeuralNetConfiguration conf = new NeuralNetConfiguration.Builder().layer(layer).build();
    graph.getVertices().put(name, new LayerVertex(conf, preProcessor));
    graph.getVertexInputs().put(name, List.of(from));
    choose(name);
  }

  /**
   * The layer that gives the logits.
   *
   * @return its name
   */
  public String output() {
    return output;
  }

  /**
   * All of the configuration.
   *
   * @return not a copy
   */
  public ComputationGraphConfiguration configuration() {
    return graph;
  }

  /**
   * A graph with the layers so far.
   *
   * @param weights of all layers, which it will share; null draws them from the seed
   * @param seed of weights that the plain network does not have
   * @return a graph that shares this configuration
   */
  public ComputationGraph graph(@Nullable INDArray weights, long seed) {
    graph.getDefaultConfiguration().setSeed(Seed.of(seed));
    ComputationGraph made = new ComputationGraph(graph);
    made.init(weights, false);
    return made;
  }
}
