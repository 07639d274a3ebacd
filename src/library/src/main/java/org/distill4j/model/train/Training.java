package org.distill4j.model.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.distill4j.data.Dataset;
import org.distill4j.internal.ArrayMemory;
import org.distill4j.internal.Permutation;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.model.network.internal.Network;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.memory.MemoryWorkspaceManager;
import org.nd4j.linalg.api.memory.conf.WorkspaceConfiguration;
import org.nd4j.linalg.api.memory.enums.LearningPolicy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The training loop that teachers and students share. */
public final class Training {

  private static final WorkspaceConfiguration BATCH =
      WorkspaceConfiguration.builder().policyLearning(LearningPolicy.FIRST_LOOP).build();

  private final Network network;
  private final Plan plan;
  private final Batches batches;
  private final @Nullable Dataset validation;
  private final Twin twin;
  private final List<Epoch> epochs = new ArrayList<>();
  private @Nullable INDArray bestWeights;
  private int top; // number of the epoch with the highest validation accuracy; 0 before the first

  private Training(
      Network network,
      ResponseLoss loss,
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
  public static History run(
      Network network,
      ResponseLoss loss,
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
    if (plan.patience() > 0 && validation == null) {
      throw new IllegalArgumentException(
          "patience needs validation data, by which training stops early, but there are none");
    }
    if (validation != null) {
      network.requireFits("validation data", validation);
      if (!validation.labelled()) {
        throw new IllegalArgumentException("the validation data must have labels, but have none");
      }
    }
  }

  private History run() {
    Random random = new Random(plan.seed());
    try (Progress progress = Progress.of("training")) {
      boolean enough = false;
      while (epochs.size() < plan.epochs() && !enough) {
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
        Epoch epoch = new Epoch(epochs.size() + 1, loss, accuracy, seconds);
        epochs.add(epoch);
        enough = isEnough(accuracy);
        plan.listener().accept(epoch);
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
      List<INDArray> targets = new ArrayList<>(List.of(MeasuredLoss.pack(examples.targets(rows))));
      targets.addAll(examples.hints(rows));
      try (MemoryWorkspace outside = workspaces.scopeOutOfWorkspaces()) {
        return twin.step(features, targets.toArray(INDArray[]::new));
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
    return validation == null ? Double.NaN : network.accuracy(validation);
  }

  /** Whether the plan's patience is at its end. */
  private boolean isEnough(double accuracy) {
    if (top == 0 || accuracy > epochs.get(top - 1).validationAccuracy()) {
      top = epochs.size();
      bestWeights = plan.keepBest() ? network.plain().params().dup() : null;
    }
    return plan.patience() > 0 && epochs.size() - top >= plan.patience();
  }

  private History finish(boolean interrupted) {
    if (bestWeights != null) {
      network.plain().params().assign(bestWeights);
    }
    return new History(epochs, plan.keepBest() ? top : epochs.size(), interrupted, List.of());
  }
}
