package org.distill4j.model.train;

import java.util.List;
import org.distill4j.data.Dataset;
import org.distill4j.loss.CrossEntropyLoss;
import org.distill4j.model.network.internal.Network;
import org.jspecify.annotations.Nullable;

/** Training without a teacher: cross-entropy with hard labels, for both roles. */
public final class LabelledTraining {

  private LabelledTraining() {}

  /**
   * Trains a network on labels.
   *
   * @param engines which of them takes the steps
   * @param network to train
   * @param train labelled examples
   * @param plan how long and how fast
   * @param validation labelled examples for the accuracy after each epoch; may be null
   * @return how it went
   */
  public static History run(
      Engine.Kind engines,
      Network network,
      Dataset train,
      Plan plan,
      @Nullable Dataset validation) {
    Batches batches = LabelledBatches.of(train, plan, network);
    return Training.run(
        engines, network, new CrossEntropyLoss(), List.of(), plan, batches, validation);
  }
}
