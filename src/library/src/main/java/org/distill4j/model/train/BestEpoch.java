package org.distill4j.model.train;

import java.util.List;
import org.distill4j.model.network.internal.Network;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The epoch with the highest validation accuracy; of equal ones, and without any, the first. */
final class BestEpoch {

  private final Network network;
  private final Plan plan;
  private @Nullable Epoch best;
  private @Nullable INDArray weights;

  BestEpoch(Network network, Plan plan) {
    this.network = network;
    this.plan = plan;
  }

  /**
   * Looks at an epoch whose weights the network has; they are copied if the plan keeps the best.
   */
  void see(Epoch epoch) {
    if (remember(epoch)) {
      weights = plan.keepBest() ? network.plain().params().dup() : null;
    }
  }

  /**
   * Goes on after some epochs.
   *
   * @param epochs in their order
   * @param kept the weights of the best one; null if the plan does not keep them
   */
  void restore(List<Epoch> epochs, @Nullable INDArray kept) {
    epochs.forEach(this::remember);
    weights = kept;
  }

  /** The weights that were kept; null if there are none. */
  @Nullable INDArray weights() {
    return weights;
  }

  private boolean remember(Epoch epoch) {
    boolean better = best == null || epoch.validationAccuracy() > best.validationAccuracy();
    if (better) {
      best = epoch;
    }
    return better;
  }

  /** Whether so many epochs are more than the plan has patience for. */
  boolean isTooLongAgo(int epochs) {
    return plan.patience() > 0 && epochs - number() >= plan.patience();
  }

  /** Gives the network the weights that were kept; says of which epoch, or 0 before the first. */
  int restored() {
    if (weights != null) {
      network.plain().params().assign(weights);
    }
    return number();
  }

  private int number() {
    return best == null ? 0 : best.number();
  }
}
