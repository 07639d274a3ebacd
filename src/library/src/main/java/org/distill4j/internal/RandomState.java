package org.distill4j.internal;

import java.util.function.Supplier;
import org.nd4j.linalg.api.rng.Random;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Where ND4J's random numbers of this thread had come to. DL4J sets their seed when it makes a
 * network, and training sets it for dropout; once that is done, whoever called gets the numbers
 * that they would have got without it.
 */
public final class RandomState {

  private RandomState() {}

  /**
   * Does some work that may draw random numbers or set their seed, and forgets that it did.
   *
   * @param work what to do
   * @param <T> what comes of it
   * @return what the work returned
   */
  public static <T> T keptDuring(Supplier<T> work) {
    Random random = Nd4j.getRandom();
    long seed = random.getSeed();
    long root = random.rootState();
    long node = random.nodeState();
    try {
      return work.get();
    } finally {
      random.setSeed(seed);
      random.setStates(root, node);
    }
  }
}
