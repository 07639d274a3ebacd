package org.distill4j.model.train;

import org.deeplearning4j.nn.graph.ComputationGraph;
import org.distill4j.model.network.internal.LayerChoice;
import org.distill4j.model.network.internal.Network;
import org.nd4j.linalg.indexing.conditions.Conditions;

/** Training by DL4J itself: its layers, its updaters. What other engines do is compared with it. */
public final class PlainEngine implements Engine {

  private final TrainingGraph training;
  private final ComputationGraph graph;

  private PlainEngine(TrainingGraph training) {
    this.training = training;
    this.graph = training.graph();
  }

  /**
   * Engines that are plain.
   *
   * @return the kind
   */
  public static Kind kind() {
    return new Kind() {
      @Override
      public String name() {
        return "plain";
      }

      @Override
      public LayerChoice layers() {
        return LayerChoice.PLAIN;
      }

      @Override
      public Engine start(TrainingGraph graph) {
        return new PlainEngine(graph);
      }
    };
  }

  @Override
  public double step(Batch batch) {
    Batch typed = training.judge(batch);
    graph.fit(typed.inputs(), typed.labels());
    return graph.score();
  }

  @Override
  public void endEpoch() {
    graph.incrementEpochCount();
  }

  @Override
  public boolean isFinite() {
    return graph.params().scan(Conditions.notFinite()).longValue() == 0;
  }

  @Override
  public void copyTo(Network network) {
    training.copyTo(network);
  }

  @Override
  public EngineState state() {
    return training.state(graph.getUpdater(true).getStateViewArray());
  }

  @Override
  public void restore(EngineState state) {
    graph.getUpdater(true).setStateViewArray(state.optimizer());
    training.restore(state);
  }

  @Override
  public void close() {
    // what DL4J holds, it frees
  }
}
