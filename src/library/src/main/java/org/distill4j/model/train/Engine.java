package org.distill4j.model.train;

import org.distill4j.model.network.internal.LayerChoice;
import org.distill4j.model.network.internal.Network;

/**
 * Takes the steps of one training, on a copy of the network's weights. Whatever engine takes them,
 * the same steps from the same weights lead to the same ones, but for rounding.
 */
public interface Engine extends AutoCloseable {

  /** Starts engines of one kind. */
  interface Kind {

    /**
     * What the kind is called where a user chooses it.
     *
     * @return one word
     */
    String name();

    /**
     * The layers that these engines compute with, and that answers are computed with too.
     *
     * @return the choice
     */
    LayerChoice layers();

    /**
     * An engine for one training.
     *
     * @param graph what it trains, whose layers are those of {@link #layers}
     * @return an engine that has taken no step
     */
    Engine start(TrainingGraph graph);
  }

  /**
   * One step of gradient descent.
   *
   * @param batch the examples; not modified
   * @return mean loss of the batch before the step
   */
  double step(Batch batch);

  /** Says that a pass through the data is over, on which learning rates may depend. */
  void endEpoch();

  /**
   * Whether every weight is a number that can be computed with.
   *
   * @return false if one is NaN or infinite
   */
  boolean isFinite();

  /**
   * Gives the plain network the weights reached so far.
   *
   * @param network whose weights are overwritten
   */
  void copyTo(Network network);

  /**
   * What the engine has come to, for another one to go on from.
   *
   * @return arrays that may be the engine's own: to be read before the next step
   */
  EngineState state();

  /**
   * Goes on from what another engine of this kind came to.
   *
   * @param state of the same graph; copied
   */
  void restore(EngineState state);

  /** Frees memory that the Java heap does not hold. */
  @Override
  void close();
}
