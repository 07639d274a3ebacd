package org.distill4j.model.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.distill4j.data.Dataset;
import org.distill4j.data.Permutation;
import org.distill4j.internal.ArrayMemory;
import org.distill4j.internal.RandomState;
import org.distill4j.internal.RestorableRandom;
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
  private final RestorableRandom order;
  private final List<Epoch> epochs = new ArrayList<>();
  private final BestEpoch best;

  private Training(Network network, Plan plan, Batches batches, @Nullable Dataset validation) {
    this.trained = network;
    this.network = new ListenedNetwork(network);
    this.plan = plan;
    this.batches = batches;
    this.validation = validation;
    this.order = new RestorableRandom(plan.seed());
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
   * @throws IllegalArgumentException if plan and data do not fit, or the plan's checkpoint is that
   *     of another training or damaged, before anything is changed
   * @throws java.io.UncheckedIOException if a checkpoint cannot be read or written
   * @throws IllegalStateException if another training writes checkpoints into the same folder; if
   *     the loss is no longer finite; the network has the weights of the last finished epoch
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
    if (plan.checkpoints().isEmpty()) {
      return run(engines, graph, null, null);
    }
    try (CheckpointFolder folder = CheckpointFolder.open(plan.checkpoints().get())) {
      TrainingIdentity identity =
          TrainingIdentity.of(trained, engines, loss, matches, plan, batches, validation);
      return run(engines, graph, folder, identity);
    }
  }

  private History run(
      Engine.Kind engines,
      TrainingGraph graph,
      @Nullable CheckpointFolder folder,
      @Nullable TrainingIdentity identity) {
    Nd4j.getRandom().setSeed(Seed.of(plan.seed())); // dropout: the same whatever was made before
    try (Engine engine = engines.start(graph)) {
      TrainingState kept =
          folder == null ? null : folder.read(identity, trained, sizes(engine.state()));
      return run(engine, graph, folder, kept);
    }
  }

  private TrainingStateFile.Sizes sizes(EngineState state) {
    long plain = trained.plain().params().length();
    return new TrainingStateFile.Sizes(
        state.weights().dataType(),
        state.weights().length(),
        state.optimizer() == null ? -1 : state.optimizer().length(),
        plain,
        plan.keepBest() ? plain : -1);
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

  private History run(
      Engine engine,
      TrainingGraph graph,
      @Nullable CheckpointFolder folder,
      @Nullable TrainingState kept) {
    TrainingState.Pass pass = kept == null ? beginning() : resume(engine, kept);
    double begun = (epochs.size() + (double) pass.done() / batches.size()) / plan.epochs();
    try (Progress progress = Progress.of("training", begun)) {
      while (epochs.size() < plan.epochs() && !best.isTooLongAgo(epochs.size())) {
        PassTotals totals = new PassTotals(pass);
        if (!pass(engine, graph, folder, totals, progress)) {
          save(folder, engine, totals.at(chance()));
          return finish(true);
        }
        pass = beginning();
        save(folder, engine, pass);
      }
    } finally {
      network.breakOff();
    }
    return finish(false);
  }

  private TrainingState.Chance chance() {
    return TrainingState.Chance.now(order, batches);
  }

  private TrainingState.Pass beginning() {
    return TrainingState.Pass.beginning(chance());
  }

  private TrainingState.Pass resume(Engine engine, TrainingState kept) {
    engine.restore(kept.engine());
    network.restore(kept);
    epochs.addAll(kept.epochs());
    best.restore(kept.epochs(), kept.best());
    kept.pass().start().restore(order, batches);
    return kept.pass();
  }

  private void save(@Nullable CheckpointFolder folder, Engine engine, TrainingState.Pass pass) {
    if (folder != null) {
      folder.write(network.state(epochs, pass, engine.state(), best.weights()));
    }
  }

  /** One epoch, or the rest of one; false if the thread was interrupted in it. */
  private boolean pass(
      Engine engine,
      TrainingGraph graph,
      @Nullable CheckpointFolder folder,
      PassTotals totals,
      Progress progress) {
    int[] rows = Permutation.of(batches.size(), order);
    network.startEpoch();
    Batches examples = batches.epoch(epochs.size() + 1);
    if (totals.done() > 0) {
      totals.before().now().restore(order, batches);
      network.skip((int) ((totals.done() + plan.batchSize() - 1L) / plan.batchSize()));
    }
    while (totals.done() < rows.length) {
      if (Thread.currentThread().isInterrupted()) {
        return false;
      }
      int from = totals.done();
      int to = (int) Math.min(rows.length, (long) from + plan.batchSize());
      double loss = BatchMemory.step(engine, examples, Arrays.copyOfRange(rows, from, to));
      requireFinite(Double.isFinite(loss), "the loss became " + loss);
      network.endStep(engine, loss);
      totals.add(to, loss, graph.losses());
      report(progress, (double) to / rows.length, totals.meanLoss());
      if (folder != null && folder.isDue()) {
        save(folder, engine, totals.at(chance()));
      }
    }
    if (Thread.currentThread().isInterrupted()) {
      return false;
    }
    requireFinite(engine.isFinite(), "the weights became NaN or infinite");
    double rate = graph.learningRate();
    engine.endEpoch();
    network.endEpoch(engine, totals.meanLoss());
    double accuracy = validation == null ? Double.NaN : trained.accuracy(validation);
    Epoch epoch = totals.epoch(epochs.size() + 1, accuracy, rate);
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
