package org.distill4j.model.train.fast;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.distill4j.model.network.internal.LayerChoice;
import org.distill4j.model.network.internal.Network;
import org.distill4j.model.train.Batch;
import org.distill4j.model.train.Engine;
import org.distill4j.model.train.EngineState;
import org.distill4j.model.train.TrainingGraph;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.conditions.Conditions;

/** Training with layers and steps that do the work of DL4J's in less time, where they can. */
public final class FastEngine implements Engine {

  private final TrainingGraph training;
  private final ComputationGraph graph;

  /** Takes the steps; null where DL4J's updaters do. */
  private final @Nullable AdamStep adam;

  private FastEngine(TrainingGraph training) {
    this.training = training;
    this.graph = training.graph();
    this.adam =
        Served.adam(graph.getConfiguration())
            .map(settings -> new AdamStep(settings, graph.params(), graph.getFlattenedGradients()))
            .orElse(null);
  }

  /**
   * Engines that are fast.
   *
   * @return the kind
   */
  public static Kind kind() {
    return new Kind() {
      @Override
      public String name() {
        return "fast";
      }

      @Override
      public LayerChoice layers() {
        return Served::layer;
      }

      @Override
      public Engine start(TrainingGraph graph) {
        return new FastEngine(graph);
      }
    };
  }

  @Override
  public double step(Batch batch) {
    Batch typed = training.judge(batch);
    if (adam == null) {
      graph.fit(typed.inputs(), typed.labels());
      return graph.score();
    }
    graph.setInputs(typed.inputs());
    graph.setLabels(typed.labels());
    graph.computeGradientAndScore();
    int iteration = graph.getIterationCount();
    adam.step(iteration, graph.getEpochCount(), (int) typed.features().size(0));
    graph.applyConstraints(iteration, graph.getEpochCount());
    training.count(iteration + 1, graph.getEpochCount());
    return graph.score();
  }

  @Override
  public void endEpoch() {
    graph.incrementEpochCount();
  }

  @Override
  public boolean isFinite() {
    INDArray weights = graph.params();
    return weights.dataType() == DataType.FLOAT
        ? Columns.isFinite(weights)
        : weights.scan(Conditions.notFinite()).longValue() == 0;
  }

  @Override
  public void copyTo(Network network) {
    training.copyTo(network);
  }

  @Override
  public EngineState state() {
    return training.state(
        adam == null ? graph.getUpdater(true).getStateViewArray() : adam.moments());
  }

  @Override
  public void restore(EngineState state) {
    if (adam == null) {
      graph.getUpdater(true).setStateViewArray(state.optimizer());
    } else {
      adam.restore(state.optimizer());
    }
    training.restore(state);
  }

  @Override
  public void close() {
    if (adam != null) {
      adam.close();
    }
  }
}
