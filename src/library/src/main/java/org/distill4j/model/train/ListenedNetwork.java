package org.distill4j.model.train;

import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.distill4j.model.network.internal.Network;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The plain network while another one is trained in its place: it counts steps and epochs, and
 * tells its listeners of them, as if it were trained itself.
 *
 * <p>With listeners it gets its weights after each step instead of each epoch, for them to see; so
 * those of the last finished epoch are kept, for a training that is broken off.
 */
final class ListenedNetwork {

  private final Network network;
  private final Model plain;
  private final List<TrainingListener> listeners;
  private @Nullable INDArray finished;
  private int steps;

  ListenedNetwork(Network network) {
    this.network = network;
    this.plain = network.plain();
    this.listeners = List.copyOf(listenersOf(plain));
  }

  private static Collection<TrainingListener> listenersOf(Model plain) {
    Collection<TrainingListener> listeners =
        plain instanceof MultiLayerNetwork layers
            ? layers.getListeners()
            : ((ComputationGraph) plain).getListeners();
    return listeners == null ? List.of() : listeners;
  }

  /**
   * Goes on after some finished epochs, or in the midst of one after a call of {@link #skip}.
   *
   * @param state whose weights and counts the network gets
   */
  void restore(TrainingState state) {
    plain.params().assign(state.finished().reshape(plain.params().shape()));
    count(state.iterations(), state.passes());
    if (!state.epochs().isEmpty()) {
      setScore(state.epochs().get(state.epochs().size() - 1).loss());
    }
  }

  void startEpoch() {
    steps = 0;
    if (!listeners.isEmpty()) {
      finished = plain.params().dup();
      listeners.forEach(listener -> listener.onEpochStart(plain));
    }
  }

  /** Counts steps of an epoch that were taken before. */
  void skip(int taken) {
    steps = taken;
    if (!listeners.isEmpty()) {
      count(iterations() + taken, epochs());
    }
  }

  /** What a training has come to, of which the network knows the last finished epoch. */
  TrainingState state(
      List<Epoch> epochs, TrainingState.Pass pass, EngineState engine, @Nullable INDArray best) {
    return finished == null
        ? new TrainingState(epochs, pass, engine, iterations(), epochs(), plain.params(), best)
        : new TrainingState(epochs, pass, engine, iterations() - steps, epochs(), finished, best);
  }

  /** Counts a step, and shows it to listeners. */
  void endStep(Engine engine, double loss) {
    steps++;
    if (!listeners.isEmpty()) {
      engine.copyTo(network);
      setScore(loss);
      count(iterations() + 1, epochs());
      listeners.forEach(listener -> listener.iterationDone(plain, iterations(), epochs()));
    }
  }

  /** Takes over the weights of a finished epoch. */
  void endEpoch(Engine engine, double loss) {
    engine.copyTo(network);
    if (listeners.isEmpty()) {
      setScore(loss);
      count(iterations() + steps, epochs());
      steps = 0;
    }
    finished = null;
    listeners.forEach(listener -> listener.onEpochEnd(plain));
    count(iterations(), epochs() + 1);
  }

  /** Goes back to the last finished epoch, if another one was begun. */
  void breakOff() {
    if (finished != null) {
      plain.params().assign(finished);
      count(iterations() - steps, epochs());
    }
  }

  private int iterations() {
    return plain instanceof MultiLayerNetwork layers
        ? layers.getIterationCount()
        : ((ComputationGraph) plain).getIterationCount();
  }

  private int epochs() {
    return plain instanceof MultiLayerNetwork layers
        ? layers.getEpochCount()
        : ((ComputationGraph) plain).getEpochCount();
  }

  private void count(int iterations, int epochs) {
    if (plain instanceof MultiLayerNetwork layers) {
      layers.setIterationCount(iterations);
      layers.setEpochCount(epochs);
    } else {
      ((ComputationGraph) plain).getConfiguration().setIterationCount(iterations);
      ((ComputationGraph) plain).getConfiguration().setEpochCount(epochs);
    }
  }

  private void setScore(double loss) {
    if (plain instanceof MultiLayerNetwork layers) {
      layers.setScore(loss);
    } else {
      ((ComputationGraph) plain).setScore(loss);
    }
  }
}
