package org.distill4j.export.internal;

import java.util.List;
import org.distill4j.model.network.internal.Network;

/**
 * A network without what only training needs: no dropout, no loss, no softmax at the end.
 *
 * @param features a row, what goes in
 * @param all in an order in which they can be done
 * @param logits what comes out
 */
public record Steps(Tensor features, List<Step> all, Tensor logits) {

  /** The name of what goes in. */
  public static final String FEATURES = "features";

  /** The name of what comes out. */
  public static final String LOGITS = "logits";

  /** The name of the logits' softmax, which no step has. */
  public static final String PROBABILITIES = "probabilities";

  /** Copies the list. */
  public Steps {
    all = List.copyOf(all);
  }

  /**
   * Reads a network.
   *
   * @param network not modified; its weights are copied
   * @return what it does with an example
   * @throws IllegalArgumentException if it has a layer that cannot be written, which is named
   */
  public static Steps of(Network network) {
    return new NetworkReader(network).read();
  }
}
