package org.distill4j.model.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.loss.Targets;
import org.distill4j.model.network.internal.LayerChoice;
import org.distill4j.model.network.internal.LogitGraph;
import org.distill4j.model.network.internal.Network;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The graph that is trained in place of a plain network: it starts from the same weights, and has
 * an output for each loss, that of the logits and those of matched layers.
 */
public final class TrainingGraph {

  private final ResponseLoss response;
  private final List<MatchedLayer> matched;
  private final List<MeasuredLoss> losses = new ArrayList<>();
  private final ComputationGraph graph;

  private TrainingGraph(
      Network plain, LogitGraph logits, ResponseLoss loss, List<MatchedLayer> matched, long seed) {
    this.response = loss;
    this.matched = matched;
    List<String> outputs = new ArrayList<>();
    outputs.add(addLoss(logits, logits.output(), loss, null));
    boolean regressors = false;
    for (MatchedLayer layer : matched) {
      String judged = layer.name();
      if (layer.needsRegressor()) {
        regressors = true;
        judged = addRegressor(logits, layer);
      }
      outputs.add(addLoss(logits, judged, layer.loss(), layer.beforeLoss()));
    }
    logits.configuration().setNetworkOutputs(outputs);
    graph = logits.graph(regressors ? null : memoryFor(plain), seed);
    graph.initGradientsView();
    plain.layers().forEach((name, layer) -> copy(layer, graph.getLayer(name)));
  }

  /**
   * Makes the graph for one training.
   *
   * @param plain whose weights the graph starts from; not modified
   * @param loss of the logits
   * @param matches what else to match
   * @param plan of the training
   * @param steps how many steps will be taken
   * @param choice the layers to compute with
   * @return a graph that shares no weights with the network
   * @throws IllegalArgumentException if there is no layer that a match names
   */
  static TrainingGraph of(
      Network plain,
      ResponseLoss loss,
      List<Match> matches,
      Plan plan,
      int steps,
      LayerChoice choice) {
    LogitGraph logits = plain.graph(choice);
    setLearningRate(logits.configuration(), plan, steps);
    List<MatchedLayer> matched = new ArrayList<>();
    for (Match match : matches) {
      plain.requireLayer(match.layer());
      matched.add(new MatchedLayer(match, plain.shape(match.layer())));
    }
    return new TrainingGraph(plain, logits, loss, matched, plan.seed());
  }

  /** Replaces the learning rate of every layer by the plan's. */
  private static void setLearningRate(ComputationGraphConfiguration graph, Plan plan, int steps) {
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
    double rate = plan.learningRate().orElseGet(() -> plain.getLearningRate(0, 0));
    if (!plan.schedule().equals(Schedule.constant())) {
      updater.setLrAndSchedule(Double.NaN, new PlannedRate(rate, plan.schedule(), steps));
    } else if (plan.learningRate().isPresent()) {
      updater.setLrAndSchedule(rate, null);
    }
    return updater;
  }

  /** Adds a layer between a layer of the student and its loss, and gives its name. */
  private String addRegressor(LogitGraph logits, MatchedLayer matchedLayer) {
    String name = "(regressor %d)".formatted(losses.size());
    var output = (LayerVertex) logits.configuration().getVertices().get(logits.output());
    FeedForwardLayer regressor = matchedLayer.regressor();
    regressor.setIUpdater(((BaseLayer) output.getLayerConf().getLayer()).getIUpdater());
    logits.add(name, matchedLayer.name(), regressor, matchedLayer.beforeRegressor());
    return name;
  }

  private String addLoss(
      LogitGraph logits, String judged, Object loss, @Nullable InputPreProcessor before) {
    String name = "(loss %d)".formatted(losses.size());
    MeasuredLoss measured = new MeasuredLoss(loss.getClass().getSimpleName());
    losses.add(measured);
    LossLayer layer = new LossLayer.Builder(measured).activation(Activation.IDENTITY).build();
    logits.add(name, judged, layer, before);
    return name;
  }

  /** Where all weights will be copied to, so that none need to be drawn first. */
  private static INDArray memoryFor(Network plain) {
    INDArray weights = plain.plain().params();
    return Nd4j.createUninitialized(weights.dataType(), 1, weights.length());
  }

  private static void copy(Layer from, Layer to) {
    for (Map.Entry<String, INDArray> parameter : from.paramTable().entrySet()) {
      to.getParam(parameter.getKey()).assign(parameter.getValue());
    }
  }

  /**
   * The graph itself.
   *
   * @return initialised, with room for its gradient
   */
  public ComputationGraph graph() {
    return graph;
  }

  /**
   * Lets the losses judge the next step by a batch.
   *
   * @param batch of any type
   * @return the same in the graph's type, which it is given as inputs and labels
   */
  public Batch judge(Batch batch) {
    Batch typed = batch.in(graph.getConfiguration().getDataType());
    Targets targets = typed.targets();
    losses.get(0).set(z -> response.value(targets, z));
    for (int i = 0; i < matched.size(); i++) {
      MatchedLayer layer = matched.get(i);
      INDArray hint = typed.hints().get(i);
      losses.get(i + 1).set(output -> layer.loss().value(hint, output));
    }
    return typed;
  }

  /**
   * The parts of the last batch's loss, before the weights that no loss knows of.
   *
   * @return the sum over the examples of each, by the names that {@link Epoch#losses} has
   */
  Map<String, Double> losses() {
    Map<String, Double> sums = new LinkedHashMap<>();
    sums.put("logits", losses.get(0).sum());
    for (int i = 0; i < matched.size(); i++) {
      String layer = matched.get(i).name();
      String name = sums.containsKey(layer) ? "%s (%d)".formatted(layer, i + 1) : layer;
      sums.put(name, losses.get(i + 1).sum());
    }
    return sums;
  }

  /** The rate that the first layer with an optimizer took its last step at; NaN without one. */
  double learningRate() {
    int last = Math.max(0, graph.getIterationCount() - 1);
    for (Layer layer : graph.getLayers()) {
      if (layer.conf().getLayer() instanceof BaseLayer base
          && base.getIUpdater() != null
          && base.getIUpdater().hasLearningRate()) {
        return base.getIUpdater().getLearningRate(last, graph.getEpochCount());
      }
    }
    return Double.NaN;
  }

  /**
   * Weights and counts, with what an optimizer remembers.
   *
   * @param optimizer its row; null if it remembers nothing
   * @return arrays that are the graph's own
   */
  public EngineState state(@Nullable INDArray optimizer) {
    return new EngineState(
        graph.params(), optimizer, graph.getIterationCount(), graph.getEpochCount());
  }

  /**
   * Takes over weights and counts.
   *
   * @param state of such a graph; copied
   */
  public void restore(EngineState state) {
    graph.params().assign(state.weights().reshape(graph.params().shape()));
    count(state.iterations(), state.epochs());
  }

  /**
   * What DL4J counts in its own steps, for layers too: dropout may depend on it.
   *
   * @param iterations steps taken
   * @param epochs passes finished
   */
  public void count(int iterations, int epochs) {
    graph.getConfiguration().setIterationCount(iterations);
    graph.getConfiguration().setEpochCount(epochs);
    for (Layer layer : graph.getLayers()) {
      layer.setIterationCount(iterations);
      layer.setEpochCount(epochs);
    }
  }

  /**
   * Gives the plain network the weights reached so far.
   *
   * @param network whose weights are overwritten
   */
  public void copyTo(Network network) {
    network.layers().forEach((name, layer) -> copy(graph.getLayer(name), layer));
  }
}
