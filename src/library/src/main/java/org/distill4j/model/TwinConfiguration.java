package org.distill4j.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.loss.BatchLoss;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The configuration of a network's twin: the same layers under the same names, dense ones in their
 * fast form, the last one ending in logits.
 */
final class TwinConfiguration {

  private static final String INPUT = "(input)"; // in brackets: unlike any name of a layer

  private final ComputationGraphConfiguration graph;
  private final String output;

  private TwinConfiguration(ComputationGraphConfiguration graph) {
    this.graph = graph;
    this.output = graph.getNetworkOutputs().get(0);
    graph.getVertices().replaceAll(this::fast);
  }

  /**
   * Reads a plain network's configuration.
   *
   * @param plain a network that ends in one output layer; not modified
   */
  static TwinConfiguration of(Model plain) {
    if (plain instanceof MultiLayerNetwork layers) {
      return new TwinConfiguration(chain(layers.getLayerWiseConfigurations().clone()));
    }
    ComputationGraphConfiguration graph = ((ComputationGraph) plain).getConfiguration().clone();
    return new TwinConfiguration(graph);
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

  private GraphVertex fast(String name, GraphVertex vertex) {
    if (!(vertex instanceof LayerVertex layerVertex)) {
      return vertex;
    }
    NeuralNetConfiguration conf = layerVertex.getLayerConf();
    boolean first =
        layerVertex.getPreProcessor() == null
            && graph.getNetworkInputs().containsAll(graph.getVertexInputs().get(name));
    Layer layer = conf.getLayer();
    if (layer instanceof OutputLayer last && name.equals(output)) {
      conf.setLayer(new FastDense(last, new ActivationIdentity(), first));
    } else if (layer instanceof DenseLayer dense
        && dense.hasBias()
        && !dense.hasLayerNorm()
        && dense.getWeightNoise() == null) {
      conf.setLayer(new FastDense(dense, dense.getActivationFn(), first));
    } else if (layer instanceof ConvolutionLayer convolution
        && FastConvolution.serves(convolution, graph.getDataType())) {
      conf.setLayer(new FastConvolution(convolution));
    }
    return vertex;
  }

  /** The name of the layer that gives the logits. */
  String output() {
    return output;
  }

  /**
   * A graph, not yet initialised, whose outputs are the losses, or the logits without any.
   *
   * @param seed of weights that the plain network does not have
   */
  ComputationGraph graph(long seed) {
    graph.getDefaultConfiguration().setSeed(Seed.of(seed));
    return new ComputationGraph(graph);
  }

  /** Lets a loss judge the logits. */
  void judge(BatchLoss loss) {
    addLoss(output, loss, null);
  }

  /** Lets a loss judge another layer, through a regressor where it needs one. */
  void judge(MatchedLayer layer) {
    String judged = layer.name();
    if (layer.needsRegressor()) {
      judged = "(regressor %d)".formatted(graph.getNetworkOutputs().size());
      FeedForwardLayer regressor = layer.regressor();
      regressor.setIUpdater(((BaseLayer) layer(output)).getIUpdater());
      add(judged, layer.name(), regressor, layer.beforeRegressor());
      fast(judged, graph.getVertices().get(judged));
    }
    addLoss(judged, layer.loss(), layer.beforeLoss());
  }

  private void addLoss(String judged, BatchLoss loss, @Nullable InputPreProcessor before) {
    List<String> outputs = new ArrayList<>(graph.getNetworkOutputs());
    if (outputs.contains(output)) {
      outputs.clear();
    }
    String name = "(loss %d)".formatted(outputs.size());
    LossLayer layer =
        new LossLayer.Builder(new MeasuredLoss(loss)).activation(Activation.IDENTITY).build();
    add(name, judged, layer, before);
    outputs.add(name);
    graph.setNetworkOutputs(outputs);
  }

  private Layer layer(String name) {
    if (graph.getVertices().get(name) instanceof LayerVertex vertex) {
      return vertex.getLayerConf().getLayer();
    }
    throw new IllegalArgumentException(
        "the network has no layer '%s'; its layers are %s".formatted(name, layers()));
  }

  private List<String> layers() {
    return graph.getVertices().keySet().stream()
        .filter(name -> graph.getVertices().get(name) instanceof LayerVertex)
        .toList();
  }

  /** Replaces the learning rate of every layer by one that falls linearly to 0, or stays. */
  void learningRate(Plan plan, int steps) {
    for (GraphVertex vertex : graph.getVertices().values()) {
      if (vertex instanceof LayerVertex layer
          && layer.getLayerConf().getLayer() instanceof BaseLayer base
          && base.getIUpdater() != null) {
        base.setIUpdater(scheduled(base.getIUpdater(), plan, steps));
      }
    }
  }

  private static IUpdater scheduled(IUpdater plain, Plan plan, int steps) {
    if (!plain.hasLearningRate()) {
      return plain;
    }
    IUpdater updater = plain.clone();
    double rate =
        Double.isNaN(plan.learningRate()) ? plain.getLearningRate(0, 0) : plan.learningRate();
    if (plan.decay()) {
      updater.setLrAndSchedule(Double.NaN, new LinearDecay(rate, steps));
    } else if (!Double.isNaN(plan.learningRate())) {
      updater.setLrAndSchedule(rate, null);
    }
    return updater;
  }

  private void add(
      String name, String from, Layer layer, @Nullable InputPreProcessor preProcessor) {
    layer.setLayerName(name);
    NeuralNetConfiguration conf = new NeuralNetConfiguration.Builder().layer(layer).build();
    graph.getVertices().put(name, new LayerVertex(conf, preProcessor));
    graph.getVertexInputs().put(name, List.of(from));
  }

  /** The updater of all layers, if it is one Adam in single precision and nothing else is done. */
  @Nullable Adam commonAdam() {
    Set<IUpdater> updaters = new HashSet<>();
    for (GraphVertex vertex : graph.getVertices().values()) {
      if (!(vertex instanceof LayerVertex layer)) {
        return null;
      }
      if (layer.numParams(false) == 0) {
        continue;
      }
      if (!(layer.getLayerConf().getLayer() instanceof BaseLayer base)
          || !isPlain(base)
          || !layer.getLayerConf().isMiniBatch()) {
        return null;
      }
      base.initializer()
          .paramKeys(base)
          .forEach(parameter -> updaters.add(base.getUpdaterByParam(parameter)));
    }
    boolean one = updaters.size() == 1 && graph.getDataType() == DataType.FLOAT;
    return one && updaters.iterator().next() instanceof Adam adam ? adam : null;
  }

  private static boolean isPlain(BaseLayer layer) {
    return (layer.getGradientNormalization() == null
            || layer.getGradientNormalization() == GradientNormalization.None)
        && isEmpty(layer.getRegularization())
        && isEmpty(layer.getRegularizationBias());
  }

  private static boolean isEmpty(@Nullable List<?> list) {
    return list == null || list.isEmpty();
  }
}
