package org.distill4j.model;

/**
 * How long and how fast to train.
 *
 * @param epochs passes through the data, at least 1
 * @param batchSize examples in a step, at least 1; more than there are means all of them
 * @param learningRate at the start, above 0; NaN leaves the network's own
 * @param decay whether the learning rate falls linearly to 0 over the run
 * @param jitter pixels by which images are moved at random in each direction, in every batch anew;
 *     0 for none
 * @param flips whether images are mirrored, left to right, with probability 1/2, in every batch
 *     anew
 * @param keepBest whether to end with the weights of the epoch that was best on the validation
 *     data, instead of the last
 * @param seed of the order of the examples, of dropout and of jitter and flips
 */
public record Plan(
    int epochs,
    int batchSize,
    double learningRate,
    boolean decay,
    int jitter,
    boolean flips,
    boolean keepBest,
    long seed) {

  /** Checks the ranges. */
  public Plan {
    requireAtLeast("epochs", epochs, 1);
    requireAtLeast("batchSize", batchSize, 1);
    requireAtLeast("jitter", jitter, 0);
    if (!Double.isNaN(learningRate)) {
      requireRate(learningRate);
    }
  }

  private static void requireRate(double learningRate) {
    if (!(learningRate > 0) || Double.isInfinite(learningRate)) {
      throw new IllegalArgumentException(
          "learningRate must be above 0 and finite, but was " + learningRate);
    }
  }

  private static void requireAtLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(
          "%s must be at least %d, but was %d".formatted(name, least, value));
    }
  }

  /**
   * A plan with batches of 128, the network's own learning rate falling linearly to 0, no jitter or
   * flips, the last weights and seed 0.
   *
   * @param epochs passes through the data, at least 1
   * @return the plan
   */
  public static Plan epochs(int epochs) {
    return new Plan(epochs, 128, Double.NaN, true, 0, false, false, 0);
  }

  /**
   * The same plan with another length.
   *
   * @param count passes through the data, at least 1
   * @return the plan
   */
  public Plan withEpochs(int count) {
    return new Plan(count, batchSize, learningRate, decay, jitter, flips, keepBest, seed);
  }

  /**
   * The same plan with another batch size.
   *
   * @param examples in a step, at least 1
   * @return the plan
   */
  public Plan withBatchSize(int examples) {
    return new Plan(epochs, examples, learningRate, decay, jitter, flips, keepBest, seed);
  }

  /**
   * The same plan with another initial learning rate.
   *
   * @param rate above 0
   * @return the plan
   */
  public Plan withLearningRate(double rate) {
    requireRate(rate);
    return new Plan(epochs, batchSize, rate, decay, jitter, flips, keepBest, seed);
  }

  /**
   * The same plan with a learning rate that stays what it is.
   *
   * @return the plan
   */
  public Plan withConstantRate() {
    return new Plan(epochs, batchSize, learningRate, false, jitter, flips, keepBest, seed);
  }

  /**
   * The same plan with images moved at random.
   *
   * @param pixels at most, in each direction
   * @return the plan
   */
  public Plan withJitter(int pixels) {
    return new Plan(epochs, batchSize, learningRate, decay, pixels, flips, keepBest, seed);
  }

  /**
   * The same plan with images mirrored at random: for things that look alike from both sides.
   *
   * @return the plan
   */
  public Plan withFlips() {
    return new Plan(epochs, batchSize, learningRate, decay, jitter, true, keepBest, seed);
  }

  /**
   * The same plan that ends with the weights of the best epoch.
   *
   * @return the plan
   */
  public Plan keepingBest() {
    return new Plan(epochs, batchSize, learningRate, decay, jitter, flips, true, seed);
  }

  /**
   * The same plan with another seed.
   *
   * @param number any
   * @return the plan
   */
  public Plan withSeed(long number) {
    return new Plan(epochs, batchSize, learningRate, decay, jitter, flips, keepBest, number);
  }

  @Override
  public String toString() {
    return "%d %s in batches of %d, %s%s%s%s%s, seed %d"
        .formatted(
            epochs,
            epochs == 1 ? "epoch" : "epochs",
            batchSize,
            Double.isNaN(learningRate)
                ? "the network's own learning rate"
                : "learning rate " + learningRate,
            decay ? " falling to 0" : "",
            jitter == 0 ? "" : ", moved by up to %d pixels".formatted(jitter),
            flips ? ", mirrored at random" : "",
            keepBest ? ", best epoch kept" : "",
            seed);
  }
}
