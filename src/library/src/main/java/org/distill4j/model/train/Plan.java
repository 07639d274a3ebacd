package org.distill4j.model.train;

import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.distill4j.internal.Ranges;
import org.distill4j.model.network.internal.WeightBits;

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
 * @param weightBits bits of each weight, for which the network is trained and to which its weights
 *     are rounded, from 2 to 8; 0 for as many as they have
 * @param seed of the order of the examples, of dropout, of the jitter and the flips
 * @param listener told of each finished epoch; no part of equality
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
    int weightBits,
    long seed,
    Consumer<Epoch> listener) {

  /** Checks the ranges. */
  public Plan {
    Ranges.requireAtLeast("epochs", epochs, 1);
    Ranges.requireAtLeast("batchSize", batchSize, 1);
    Ranges.requireAtLeast("jitter", jitter, 0);
    Ranges.requireAtLeast("patience", patience, 0);
    learningRate.ifPresent(Plan::requireRate);
    if (weightBits != 0) {
      WeightBits.require(weightBits);
    }
  }

  private static void requireRate(double learningRate) {
    Ranges.requirePositive("learningRate", learningRate);
  }

  /**
   * A plan with batches of 128, the network's own learning rate falling linearly to 0, no jitter or
   * flips, the last weights, no early stop and seed 0.
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
        0,
        epoch -> {});
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
    return with(jitter, flips, keepBest, patience, weightBits, seed, listener);
  }

  /**
   * The same plan with images mirrored at random: for things that look alike from both sides.
   *
   * @return the plan
   */
  public Plan withFlips() {
    return with(jitter, true, keepBest, patience, weightBits, seed, listener);
  }

  /**
   * The same plan that ends with the weights of the best epoch. It needs validation data.
   *
   * @return the plan
   */
  public Plan keepingBest() {
    return with(jitter, flips, true, patience, weightBits, seed, listener);
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
    return with(jitter, flips, keepBest, epochs, weightBits, seed, listener);
  }

  /**
   * The same plan for weights of few bits, which the network has after each epoch, biases aside: 0
   * and so many multiples of a step in either direction, 7 for 4 bits, with a step for each unit or
   * filter. While it learns, its layers compute with weights rounded like that and with inputs of
   * eight bits, and the gradient goes through rounding as if it were not there (Jacob et al. 2018);
   * with a teacher's soft targets this is quantized distillation (Polino et al. 2018; Mishra and
   * Marr 2018). Steps take longer, since DL4J computes them.
   *
   * @param bits from 2 to 8
   * @return the plan
   */
  public Plan withWeightBits(int bits) {
    WeightBits.require(bits);
    return with(jitter, flips, keepBest, patience, bits, seed, listener);
  }

  /**
   * The same plan with another seed.
   *
   * @param seed any
   * @return the plan
   */
  public Plan withSeed(long seed) {
    return with(jitter, flips, keepBest, patience, weightBits, seed, listener);
  }

  /**
   * The same plan with somebody to be told of each finished epoch, on the thread that trains, when
   * the network has the weights of that epoch. An exception ends the training.
   *
   * @param more is told after those that the plan had before
   * @return the plan
   */
  public Plan onEpoch(Consumer<Epoch> more) {
    return with(jitter, flips, keepBest, patience, weightBits, seed, listener.andThen(more));
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
        weightBits,
        seed,
        listener);
  }

  /** The same steps with all else of the plan. */
  private Plan with(
      int jitter,
      boolean flips,
      boolean keepBest,
      int patience,
      int weightBits,
      long seed,
      Consumer<Epoch> listener) {
    return new Plan(
        epochs,
        batchSize,
        learningRate,
        schedule,
        jitter,
        flips,
        keepBest,
        patience,
        weightBits,
        seed,
        listener);
  }

  /** Everything but the listener. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Plan plan && settings(plan).equals(settings(this));
  }

  @Override
  public int hashCode() {
    return settings(this).hashCode();
  }

  private static List<Object> settings(Plan plan) {
    return List.of(
        plan.epochs,
        plan.batchSize,
        plan.learningRate,
        plan.schedule,
        plan.jitter,
        plan.flips,
        plan.keepBest,
        plan.patience,
        plan.weightBits,
        plan.seed);
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
    text.append(weightBits == 0 ? "" : ", weights of %d bits".formatted(weightBits));
    return text.append(", seed ").append(seed).toString();
  }
}
