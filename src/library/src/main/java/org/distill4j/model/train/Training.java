package org.distill4j.model.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.distill4j.data.Dataset;
import org.distill4j.internal.ArrayMemory;
import org.distill4j.internal.RandomState;
import org.distill4j.internal.Seed;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.model.network.internal.Network;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.factory.Nd4j;

/** The training loop that teachers and students share. */
public final class Training {

  private final ListenedNetwork network;
  private final Network trained;
  private final Plan plan;
  private final Batches batches;
  private final @Nullable Dataset validation;
  private final List<Epoch> epochs = new ArrayList<>();
  private final BestEpoch best;

  private Training(Network network, Plan plan, Batches batches, @Nullable Dataset validation) {
    this.trained = network;
    this.network = new ListenedNetwork(network);
    this.plan = plan;
    this.batches = batches;
    this.validation = validation;
    this.best = new BestEpoch(network, plan);
  }

  /**
   * Trains a network.
   *
   * @param engines which of them takes the steps
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
      Engine.Kind engines,
      Network network,
      ResponseLoss loss,
      List<Match> matches,
      Plan plan,
      Batches batches,
      @Nullable Dataset validation) {
    require(network, plan, validation);
    Training training = new Training(network, plan, batches, validation);
    try {
      return RandomState.keptDuring(() -> training.run(engines, loss, matches));
    } catch (OutOfMemoryError e) {
      throw ArrayMemory.explain("training", e);
    }
  }

  private History run(Engine.Kind engines, ResponseLoss loss, List<Match> matches) {
    TrainingGraph graph = TrainingGraph.of(trained, loss, matches, plan, steps(), engines.layers());
    Nd4j.getRandom().setSeed(Seed.of(plan.seed())); // dropout: the same whatever was made before
    try (Engine engine = engines.start(graph)) {
      return run(engine);
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

  private int steps() {
    return plan.epochs() * ((batches.size() + plan.batchSize() - 1) / plan.batchSize());
  }

  private History run(Engine engine) {
    Random random = new Random(plan.seed());
    try (Progress progress = Progress.of("training")) {
      while (epochs.size() < plan.epochs() && !best.isTooLongAgo(epochs.size())) {
        if (!pass(engine, batches.order(random), progress)) {
          return finish(true);
        }
      }
    } finally {
      network.breakOff();
    }
    return finish(false);
  }

  /** One epoch with the examples in the given order; false if the thread was interrupted in it. */
  private boolean pass(Engine engine, Batches.Order order, Progress progress) {
    long start = System.nanoTime();
    network.startEpoch();
    Batches examples = batches.epoch(epochs.size() + 1);
    int count = batches.size();
    double sum = 0;
    for (int from = 0; from < count; from += plan.batchSize()) {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      int to = Math.min(count, from + plan.batchSize());
      double loss = BatchMemory.step(engine, examples, order.rows(from, to));
      requireFinite(Double.isFinite(loss), "the loss became " + loss);
      network.endStep(engine, loss);
      sum += loss * (to - from);
      report(progress, (double) to / count, sum / to);
    }
    if (Thread.currentThread().isInterrupted()) {
      return false;
    }
    requireFinite(engine.isFinite(), "the weights became NaN or infinite");
    engine.endEpoch();
    network.endEpoch(engine, sum / count);
    double accuracy = validation == null ? Double.NaN : trained.accuracy(validation);
    double seconds = (System.nanoTime() - start) / 1e9;
    Epoch epoch = new Epoch(epochs.size() + 1, sum / count, accuracy, seconds);
    epochs.add(epoch);
    best.see(epoch);
    plan.listener().accept(epoch);
    return true;
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

  private History finish(boolean interrupted) {
    int shown = plan.keepBest() ? best.restored() : epochs.size();
    return new History(epochs, shown, interrupted, List.of());
  }
}
