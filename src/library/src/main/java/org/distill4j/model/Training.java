package org.distill4j.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.internal.Permutation;
import org.distill4j.loss.BatchLoss;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The training loop that teachers and students share. */
final class Training {

  private static final WorkspaceConfiguration BATCH =
      WorkspaceConfiguration.builder().policyLearning(LearningPolicy.FIRST_LOOP).build();

  private final Network network;
  private final Plan plan;
  private final Batches batches;
  private final @Nullable Dataset validation;
  private final Twin twin;
  private final List<Epoch> epochs = new ArrayList<>();
  private @Nullable INDArray bestWeights;
  private int best;

  private Training(
      Network network,
      BatchLoss loss,
      List<Match> matches,
      Plan plan,
      Batches batches,
      @Nullable Dataset validation) {
    this.network = network;
    this.plan = plan;
    this.batches = batches;
    this.validation = validation;
    int stepsPerEpoch = (batches.size() + plan.batchSize() - 1) / plan.batchSize();
    this.twin = Twin.of(network, loss, matches, plan, plan.epochs() * stepsPerEpoch);
  }

  /**
   * Trains a network.
   *
   * @param network to train; after each epoch it gets the weights reached so far
   * @param loss of its logits
   * @param matches what else it should match
   * @param plan how long and how fast
   * @param batches the training examples
   * @param validation examples for the accuracy after each epoch; may be null
   * @return how it went
   * @throws IllegalArgumentException if plan and data do not fit, before anything is changed
   * @throws IllegalStateException if the loss is no longer finite; the network has the weights of
   *     the last finished epoch
   */
  static Run run(
      Network network,
      BatchLoss loss,
      List<Match> matches,
      Plan plan,
      Batches batches,
      @Nullable Dataset validation) {
    require(network, plan, validation);
    try {
      return new Training(network, loss, matches, plan, batches, validation).run();
    } catch (OutOfMemoryError e) {
      throw ArrayMemory.explain("training", e);
    }
  }

  private static void require(Network network, Plan plan, @Nullable Dataset validation) {
    if (plan.keepBest() && validation == null) {
      throw new IllegalArgumentException(
          "the best epoch can only be kept with validation data, but there are none");
    }
    if (validation != null) {
      network.requireFits("validation data", validation);
      if (!validation.labelled()) {
        throw new IllegalArgumentException("the validation data must have labels, but have none");
      }
    }
  }

  private Run run() {
    Random random = new Random(plan.seed());
    try (Progress progress = Progress.of("training")) {
      while (epochs.size() < plan.epochs()) {
        long start = System.nanoTime();
        Batches examples = batches.epoch(epochs.size() + 1);
        double loss = pass(examples, Permutation.of(batches.size(), random), progress);
        if (Thread.currentThread().isInterrupted()) {
          return finish(true);
        }
        requireFinite(twin.isFinite(), "the weights became NaN or infinite");
        twin.copyTo(network);
        double accuracy = validationAccuracy();
        double seconds = (System.nanoTime() - start) / 1e9;
        epochs.add(new Epoch(epochs.size() + 1, loss, accuracy, seconds));
        keepIfBest(accuracy);
      }
    }
    return finish(false);
  }

  /** One pass through the data in the given order; ends early when the thread is interrupted. */
  private double pass(Batches examples, int[] order, Progress progress) {
    double sum = 0;
    for (int start = 0; start < order.length; start += plan.batchSize()) {
      if (Thread.currentThread().isInterrupted()) {
        return Double.NaN;
      }
      int end = Math.min(order.length, start + plan.batchSize());
      int[] rows = Arrays.copyOfRange(order, start, end);
      double loss = step(examples, rows);
      requireFinite(Double.isFinite(loss), "the loss became " + loss);
      sum += loss * rows.length;
      report(progress, (double) end / order.length, sum / end);
    }
    return sum / order.length;
  }

  /** A step on a batch that lies where the last one lay: fresh memory would cost more to get. */
  @SuppressWarnings("try") // a workspace is used while it is open, not by its name
  private double step(Batches examples, int[] rows) {
    MemoryWorkspaceManager workspaces = Nd4j.getWorkspaceManager();
    try (MemoryWorkspace batch = workspaces.getAndActivateWorkspace(BATCH, "distill4j batch")) {
      INDArray features = examples.features(rows);
      INDArray[] targets = examples.targets(rows);
      try (MemoryWorkspace outside = workspaces.scopeOutOfWorkspaces()) {
        return twin.step(features, targets);
      }
    }
  }

  private void requireFinite(boolean finite, String otherwise) {
    if (!finite) {
      throw new IllegalStateException(
          "%s in epoch %d; a lower learning rate may help".formatted(otherwise, epochs.size() + 1));
    }
  }

  private void report(Progress progress, double passed, double loss) {
    progress.at(
        (epochs.size() + passed) / plan.epochs(),
        () -> {
          String text =
              "epoch %d of %d, loss %.4f".formatted(epochs.size() + 1, plan.epochs(), loss);
          return validation == null || epochs.isEmpty()
              ? text
              : text
                  + ", validation %.2f %%"
                      .formatted(100 * epochs.get(epochs.size() - 1).validationAccuracy());
        });
  }

  private double validationAccuracy() {
    return validation == null ? Double.NaN : accuracy(network, validation);
  }

  private static double accuracy(Network network, Dataset data) {
    int right = 0;
    for (int start = 0; start < data.size(); start += Network.CHUNK) {
      int end = Math.min(data.size(), start + Network.CHUNK);
      int[] rows = IntStream.range(start, end).toArray();
      int[] predicted = network.predict(data.features(rows));
      for (int i = 0; i < rows.length; i++) {
        right += predicted[i] == data.label(rows[i]) ? 1 : 0;
      }
    }
    return (double) right / data.size();
  }

  private void keepIfBest(double accuracy) {
    boolean better = best == 0 || accuracy > epochs.get(best - 1).validationAccuracy();
    if (!plan.keepBest()) {
      best = epochs.size();
    } else if (better) {
      best = epochs.size();
      bestWeights = network.plain().params().dup();
    }
  }

  private Run finish(boolean interrupted) {
    if (bestWeights != null) {
      network.plain().params().assign(bestWeights);
    }
    return new Run(epochs, best, interrupted);
  }
}
