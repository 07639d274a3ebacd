package org.distill4j.model.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.distill4j.internal.Ranges;

/**
 * How long and how fast to train: {@code Plan.epochs(10).withBatchSize(64).withSeed(1)}.
 *
 * @param epochs passes through the data, at least 1
 * @param batchSize examples in a step, at least 1; one larger than the data takes all of them
 * @param learningRate where the schedule starts, above 0; empty for the network's own
 * @param schedule of the learning rate
 * @param jitter pixels by which images are moved at random in each direction, in every batch anew;
 *     0 for none
 * @param flips whether images are mirrored from left to right at random, in every batch anew
 * @param keepBest whether to end with the weights of the epoch that was best on the validation
 *     data, instead of the last
 * @param patience epochs without a better one on the validation data after which training stops; 0
 *     for no early stop
 * @param seed of the order of the examples, of dropout, of the jitter and the flips
 * @param listener told of each finished epoch; no part of equality
 * @param checkpoints where the training is kept while it lasts; no part of equality
 */
public record Plan(
    int epochs,
    int batchSize,
    OptionalDouble learningRate,
    Schedule schedule,
    int jitter,
    boolean flips,
    boolean keepBest,
    int patience,
    long seed,
    Consumer<Epoch> listener,
    Optional<Checkpoints> checkpoints) {

  /** Checks the ranges. */
  public Plan {
    Ranges.requireAtLeast("epochs", epochs, 1);
    Ranges.requireAtLeast("batchSize", batchSize, 1);
    Ranges.requireAtLeast("jitter", jitter, 0);
    Ranges.requireAtLeast("patience", patience, 0);
    learningRate.ifPresent(Plan::requireRate);
  }

  private static void requireRate(double learningRate) {
    Ranges.requirePositive("learningRate", learningRate);
  }

  /**
   * A plan with batches of 128, the network's own learning rate falling linearly to 0, no jitter or
   * flips, the last weights, no early stop, seed 0 and no checkpoints.
   *
   * @param epochs passes through the data, at least 1
   * @return the plan
   */
  public static Plan epochs(int epochs) {
    return new Plan(
        epochs,
        128,
        OptionalDouble.empty(),
        Schedule.linear(),
        0,
        false,
        false,
        0,
        0,
        epoch -> {},
        Optional.empty());
  }

  /**
   * The same plan with another length.
   *
   * @param epochs passes through the data, at least 1
   * @return the plan
   */
  public Plan withEpochs(int epochs) {
    return paced(epochs, batchSize, learningRate, schedule);
  }

  /**
   * The same plan with another batch size.
   *
   * @param batchSize examples in a step, at least 1
   * @return the plan
   */
  public Plan withBatchSize(int batchSize) {
    return paced(epochs, batchSize, learningRate, schedule);
  }

  /**
   * The same plan with a learning rate in place of the network's own.
   *
   * @param learningRate where the schedule starts, above 0
   * @return the plan
   */
  public Plan withLearningRate(double learningRate) {
    return paced(epochs, batchSize, OptionalDouble.of(learningRate), schedule);
  }

  /**
   * The same plan with another schedule, as in {@code Schedule.cosine().withWarmUp(0.05)}.
   *
   * @param schedule of the learning rate
   * @return the plan
   */
  public Plan withSchedule(Schedule schedule) {
    return paced(epochs, batchSize, learningRate, schedule);
  }

  /**
   * The same plan with images moved at random.
   *
   * @param jitter pixels at most, in each direction
   * @return the plan
   */
  public Plan withJitter(int jitter) {
    return with(jitter, flips, keepBest, patience, seed, listener);
  }

  /**
   * The same plan with images mirrored at random: for things that look alike from both sides.
   *
   * @return the plan
   */
  public Plan withFlips() {
    return with(jitter, true, keepBest, patience, seed, listener);
  }

  /**
   * The same plan that ends with the weights of the best epoch. It needs validation data.
   *
   * @return the plan
   */
  public Plan keepingBest() {
    return with(jitter, flips, true, patience, seed, listener);
  }

  /**
   * The same plan that stops early, once so many epochs have brought nothing better on the
   * validation data, which it needs. The last weights stay unless {@link #keepingBest} is asked
   * for.
   *
   * @param epochs at least 1
   * @return the plan
   */
  public Plan withPatience(int epochs) {
    Ranges.requireAtLeast("patience", epochs, 1);
    return with(jitter, flips, keepBest, epochs, seed, listener);
  }

  /**
   * The same plan with another seed.
   *
   * @param seed any
   * @return the plan
   */
  public Plan withSeed(long seed) {
    return with(jitter, flips, keepBest, patience, seed, listener);
  }

  /**
   * The same plan with somebody to be told of each finished epoch, on the thread that trains, when
   * the network has the weights of that epoch. An exception ends the training.
   *
   * @param more is told after those that the plan had before
   * @return the plan
   */
  public Plan onEpoch(Consumer<Epoch> more) {
    return with(jitter, flips, keepBest, patience, seed, listener.andThen(more));
  }

  /**
   * The same plan whose training survives its process: what it has reached is written into a folder
   * after each epoch, and in longer ones every ten minutes. The same call with the same student,
   * plan and data, in another process too, goes on from there and ends with the same bits as if it
   * had never been broken off, on the same kind of machine; once the training is finished, it
   * returns the same history at once. An epoch whose listeners were told before the end came may be
   * told to them again.
   *
   * <p>A folder is for one training: what another one left there is refused, and so is a second
   * process at the same time, before anything is changed: the error names the difference. If a
   * checkpoint cannot be written, training ends with an {@link java.io.UncheckedIOException}, and
   * the last one stays. A loss of your own, and transfer sets made anew for each epoch, must not
   * remember anything from step to step but what they can find again.
   *
   * @param folder made if it is not there
   * @return the plan
   */
  public Plan checkpoint(Path folder) {
    return checkpoint(folder, Checkpoints.TEN_MINUTES);
  }

  /**
   * As {@link #checkpoint(Path)}, with another pause.
   *
   * @param folder made if it is not there
   * @param every how long an epoch may last before what it has reached is written; above 0
   * @return the plan
   */
  public Plan checkpoint(Path folder, Duration every) {
    return with(
        jitter,
        flips,
        keepBest,
        patience,
        seed,
        listener,
        Optional.of(new Checkpoints(folder, every)));
  }

  /** The same plan with other steps. */
  private Plan paced(int epochs, int batchSize, OptionalDouble rate, Schedule schedule) {
    return new Plan(
        epochs,
        batchSize,
        rate,
        schedule,
        jitter,
        flips,
        keepBest,
        patience,
        seed,
        listener,
        checkpoints);
  }

  /** The same steps with all else of the plan. */
  private Plan with(
      int jitter,
      boolean flips,
      boolean keepBest,
      int patience,
      long seed,
      Consumer<Epoch> listener) {
    return with(jitter, flips, keepBest, patience, seed, listener, checkpoints);
  }

  private Plan with(
      int jitter,
      boolean flips,
      boolean keepBest,
      int patience,
      long seed,
      Consumer<Epoch> listener,
      Optional<Checkpoints> checkpoints) {
    return new Plan(
        epochs,
        batchSize,
        learningRate,
        schedule,
        jitter,
        flips,
        keepBest,
        patience,
        seed,
        listener,
        checkpoints);
  }

  /** Everything that makes a difference to what is learnt. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Plan plan && plan.settings().equals(settings());
  }

  @Override
  public int hashCode() {
    return settings().hashCode();
  }

  /** What makes a difference to what is learnt, by name. */
  Map<String, Object> settings() {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("epochs", epochs);
    settings.put("batchSize", batchSize);
    settings.put("learningRate", learningRate);
    settings.put("schedule", schedule);
    settings.put("jitter", jitter);
    settings.put("flips", flips);
    settings.put("keepBest", keepBest);
    settings.put("patience", patience);
    settings.put("seed", seed);
    return settings;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append("%d %s".formatted(epochs, epochs == 1 ? "epoch" : "epochs"));
    text.append(" in batches of ").append(batchSize);
    text.append(
        learningRate.isPresent()
            ? ", learning rate " + learningRate.getAsDouble()
            : ", the network's own learning rate");
    if (!schedule.equals(Schedule.constant())) {
      text.append(' ').append(schedule);
    }
    text.append(jitter == 0 ? "" : ", moved by up to %d pixels".formatted(jitter));
    text.append(flips ? ", mirrored at random" : "");
    text.append(keepBest ? ", best epoch kept" : "");
    text.append(patience == 0 ? "" : ", stopped after %d epochs without gain".formatted(patience));
    text.append(", seed ").append(seed);
    checkpoints.ifPresent(kept -> text.append(", ").append(kept));
    return text.toString();
  }
}
