package org.distill4j.model;

import java.util.Arrays;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.VertexIndices;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.distill4j.internal.FiniteRows;
import org.distill4j.internal.RandomState;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.loss.Targets;
import org.distill4j.model.internal.Engines;
import org.distill4j.model.network.internal.LayerChoice;
import org.distill4j.model.network.internal.LogitGraph;
import org.distill4j.model.network.internal.Network;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The way in which each number of an example must change for a loss of the network's answer to
 * grow. A step against it makes an example that the network likes better (Simonyan, Vedaldi,
 * Zisserman 2013, section 2). Dropout is off, as it is when the network is asked.
 */
public final class InputGradient {

  /** Examples at a time: the maps of a convolution take memory, and all of them are kept. */
  private static final int PART = 250;

  private final Network network;
  private final ComputationGraph graph;
  private final String input;
  private final String output;

  private InputGradient(Network network) {
    this.network = network;
    LayerChoice chosen = Engines.chosen().layers();
    // No layer is told that it is the first one, since that would compute no such gradient.
    LogitGraph logits = network.graph((plain, type, first) -> chosen.choose(plain, type, false));
    ComputationGraphConfiguration configuration = logits.configuration();
    configuration.getVertices().values().stream()
        .filter(LayerVertex.class::isInstance)
        .forEach(vertex -> quiet(((LayerVertex) vertex).getLayerConf().getLayer()));
    configuration.setInferenceWorkspaceMode(WorkspaceMode.NONE); // the way back reads its arrays
    input = configuration.getNetworkInputs().get(0);
    output = logits.output();
    graph = RandomState.keptDuring(() -> logits.graph(network.plain().params(), 0));
    graph.initGradientsView();
  }

  private static void quiet(Layer layer) {
    if (layer instanceof BatchNormalization) {
      throw new IllegalArgumentException(
          "DL4J knows no gradient through a batch normalization outside of training, but layer '%s' is one"
              .formatted(layer.getLayerName()));
    }
    layer.setIDropout(null);
    if (layer instanceof BaseLayer weighted) {
      weighted.setWeightNoise(null);
    }
  }

  /**
   * The gradients of a network, whose weights it shares: it follows a training.
   *
   * @param teacher a network; for a student's, {@code Teacher.of(student)}
   * @return what computes them
   * @throws IllegalStateException if this teacher is no network
   * @throws IllegalArgumentException if the network has a layer of batch normalization
   */
  public static InputGradient of(Teacher teacher) {
    return new InputGradient(teacher.net());
  }

  /**
   * The gradient of each example's loss with respect to the example.
   *
   * @param features examples {@code [N, d]}; not modified
   * @param loss of the network's logits
   * @param targets what the loss compares them with, a row for each example
   * @return {@code [N, d]}
   * @throws IllegalArgumentException if examples, targets and network do not fit
   */
  public INDArray at(INDArray features, ResponseLoss loss, Targets targets) {
    int examples = Math.toIntExact(features.size(0));
    if (!Arrays.equals(features.shape(), new long[] {targets.labels().size(0), network.inputs()})) {
      throw new IllegalArgumentException(
          "features must be a matrix [%d, %d], a row for each target, but have shape %s"
              .formatted(
                  targets.labels().size(0), network.inputs(), Arrays.toString(features.shape())));
    }
    INDArray typed = features.castTo(network.dataType());
    FiniteRows.require("features", typed);
    INDArray all = Nd4j.createUninitialized(typed.dataType(), features.shape(), 'c');
    for (int from = 0; from < examples; from += PART) {
      int to = Math.min(examples, from + PART);
      Targets some =
          new Targets(
              Network.rows(targets.labels(), from, to),
              Network.rows(targets.teacherLogits(), from, to));
      Network.rows(all, from, to).assign(part(Network.rows(typed, from, to), loss, some));
    }
    return all;
  }

  /** One at a time: layers keep what the way back needs. */
  private synchronized INDArray part(INDArray features, ResponseLoss loss, Targets targets) {
    INDArray[] inputs = {features.dup('c')}; // a layer of an activation alone overwrites it
    INDArray logits = graph.feedForward(inputs, false, false).get(output);
    GraphVertex[] vertices = graph.getVertices();
    INDArray[] slopes = new INDArray[vertices.length];
    slopes[index(output)] =
        loss.value(targets, logits).gradient().castTo(network.dataType()).dup('f');
    int[] order = graph.topologicalSortOrder();
    for (int i = order.length - 1; i >= 0; i--) {
      GraphVertex vertex = vertices[order[i]];
      if (!vertex.isInputVertex()) {
        vertex.setEpsilon(slopes[order[i]]);
        INDArray[] below = vertex.doBackward(false, LayerWorkspaceMgr.noWorkspaces()).getSecond();
        share(below, vertex.getInputVertices(), slopes);
      }
    }
    graph.clear();
    return slopes[index(input)];
  }

  /** What several vertices read gets the sum of their slopes. */
  private static void share(INDArray[] below, VertexIndices[] readers, INDArray[] slopes) {
    for (int i = 0; i < readers.length; i++) {
      int read = readers[i].getVertexIndex();
      slopes[read] = slopes[read] == null ? below[i] : slopes[read].add(below[i]);
    }
  }

  private int index(String vertex) {
    return graph.getVertex(vertex).getVertexIndex();
  }
}
