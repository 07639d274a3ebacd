package org.distill4j.model.train;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.deeplearning4j.nn.api.Model;

/**
 * The networks that are being trained now, so that no two trainings overwrite each other's weights.
 *
 * <p>That is known of the plain network, not of a student, since several objects may stand for one
 * network. A network has no place to note it, and two that are equal are not the same.
 *
 * @param network one of them
 */
record InTraining(Model network) implements AutoCloseable {

  private static final Set<InTraining> ALL = ConcurrentHashMap.newKeySet();

  /**
   * Begins a training; to be closed when it ends.
   *
   * @throws IllegalStateException if another has not ended
   */
  static InTraining begin(Model network) {
    InTraining one = new InTraining(network);
    if (!ALL.add(one)) {
      throw new IllegalStateException(
          "the network is being trained already, by another thread or by a listener of its epochs;"
              + " each training needs a network of its own");
    }
    return one;
  }

  @Override
  public void close() {
    ALL.remove(this);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the same network, not one with the same weights
  public boolean equals(Object other) {
    return other instanceof InTraining one && one.network == network;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(network);
  }
}
