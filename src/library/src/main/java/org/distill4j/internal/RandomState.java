package org.distill4j.internal;

import java.util.function.Supplier;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where ND4J's random numbers of a thread have come to. DL4J sets their seed when it makes a
 * network, and training sets it for dropout; once that is done, whoever called gets the numbers
 * that they would have got without it.
 *
 * @param seed that they began with
 * @param root first half of the state
 * @param node second half of the state
 */
public record RandomState(long seed, long root, long node) {

  /**
   * The state now, of this thread.
   *
   * @return the state, to be restored
   */
  public static RandomState now() {
    Random random = Nd4j.getRandom();
    return new RandomState(random.getSeed(), random.rootState(), random.nodeState());
  }

  /** Has this thread go on from here. */
  public void restore() {
    Random random = Nd4j.getRandom();
    random.setSeed(seed);
    random.setStates(root, node);
  }

  /**
   * Does some work that may draw random numbers or set their seed, and forgets that it did.
   *
   * @param work what to do
   * @param <T> what comes of it
   * @return what the work returned
   */
  public static <T> T keptDuring(Supplier<T> work) {
    RandomState before = now();
    try {
      return work.get();
    } finally {
      before.restore();
    }
  }
}
