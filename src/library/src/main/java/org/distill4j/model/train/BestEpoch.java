package org.distill4j.model.train;

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
    if (best == null || epoch.validationAccuracy() > best.validationAccuracy()) {
      best = epoch;
      weights = plan.keepBest() ? network.plain().params().dup() : null;
    }
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
