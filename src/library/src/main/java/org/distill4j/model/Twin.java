package org.distill4j.model;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.distill4j.loss.BatchLoss;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;
import org.nd4j.linalg.learning.config.Adam;

/**
 * The network that is trained in place of a plain one: same weights, fast layers, a distillation
 * loss, and one more output for each matched layer.
 */
final class Twin {

  private final ComputationGraph graph;

  /** Takes the steps where every layer is trained by plain Adam; DL4J does otherwise. */
  private final @Nullable AdamStep adam;

  private Twin(ComputationGraph graph, @Nullable Adam adam) {
    this.graph = graph;
    graph.initGradientsView();
    this.adam =
        adam == null ? null : new AdamStep(adam, graph.params(), graph.getFlattenedGradients());
  }

  /**
   * Builds the twin of a network.
   *
   * @param plain whose weights the twin starts from; not modified
   * @param loss of the logits
   * @param matches what else to match
   * @param plan of the training
   * @param steps how many steps will be taken
   */
  static Twin of(Network plain, BatchLoss loss, List<Match> matches, Plan plan, int steps) {
    TwinConfiguration configuration = TwinConfiguration.of(plain.plain());
    configuration.learningRate(plan, steps);
    configuration.judge(loss);
    boolean regressors = false;
    for (Match match : matches) {
      plain.requireLayer(match.layer());
      MatchedLayer layer = new MatchedLayer(match, plain.shape(match.layer()));
      regressors |= layer.needsRegressor();
      configuration.judge(layer);
    }
    ComputationGraph graph = configuration.graph(plan.seed());
    graph.init(regressors ? null : memoryFor(plain), false);
    plain.layers().forEach((name, layer) -> copy(layer, graph.getLayer(name)));
    Nd4j.getRandom().setSeed(Seed.of(plan.seed())); // dropout: the same whatever was made before
    return new Twin(graph, configuration.commonAdam());
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
   * One step of gradient descent.
   *
   * @param features of the batch, {@code [B, d]}
   * @param targets of the logits, then of each match
   * @return mean loss of the batch before the step
   */
  double step(INDArray features, INDArray... targets) {
    INDArray input = typed(features);
    INDArray[] labels = Arrays.stream(targets).map(this::typed).toArray(INDArray[]::new);
    if (adam == null) {
      graph.fit(new INDArray[] {input}, labels);
      return graph.score();
    }
    graph.setInput(0, input);
    graph.setLabels(labels);
    graph.computeGradientAndScore();
    adam.step(graph.getIterationCount(), (int) features.size(0));
    graph.applyConstraints(graph.getIterationCount(), graph.getEpochCount());
    graph.getConfiguration().setIterationCount(graph.getIterationCount() + 1);
    return graph.score();
  }

  private INDArray typed(INDArray array) {
    return array.castTo(graph.getConfiguration().getDataType());
  }

  /** Whether every weight is a number that can be computed with. */
  boolean isFinite() {
    INDArray weights = graph.params();
    return weights.dataType() == DataType.FLOAT
        ? Columns.isFinite(weights)
        : weights.scan(Conditions.notFinite()).longValue() == 0;
  }

  /** Gives the plain network the twin's weights. */
  void copyTo(Network plain) {
    plain.layers().forEach((name, layer) -> copy(graph.getLayer(name), layer));
  }
}
