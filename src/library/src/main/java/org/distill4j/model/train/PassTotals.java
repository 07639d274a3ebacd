package org.distill4j.model.train;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a pass through the examples has come to so far. */
final class PassTotals {

  private final TrainingState.Pass before;
  private final Map<String, Double> losses;
  private final long begun = System.nanoTime();
  private int done;
  private double loss;

  /** Goes on from a pass that was broken off, or from its beginning. */
  PassTotals(TrainingState.Pass before) {
    this.before = before;
    this.done = before.done();
    this.loss = before.loss();
    this.losses = new LinkedHashMap<>(before.losses());
  }

  /**
   * Adds a step.
   *
   * @param to examples that the pass has gone through after it
   * @param mean loss of the step
   * @param sums of the parts of the loss
   */
  void add(int to, double mean, Map<String, Double> sums) {
    loss += mean * (to - done);
    sums.forEach((part, sum) -> losses.merge(part, sum, Double::sum));
    done = to;
  }

  TrainingState.Pass before() {
    return before;
  }

  int done() {
    return done;
  }

  double meanLoss() {
    return loss / done;
  }

  /** The pass as it goes into a checkpoint. */
  TrainingState.Pass at(TrainingState.Chance now) {
    return new TrainingState.Pass(before.start(), now, done, loss, losses, seconds());
  }

  /** The pass at its end. */
  Epoch epoch(int number, double accuracy, double learningRate) {
    Map<String, Double> means = new LinkedHashMap<>();
    losses.forEach((part, sum) -> means.put(part, sum / done));
    return new Epoch(number, meanLoss(), accuracy, seconds(), learningRate, done, means);
  }

  private double seconds() {
    return before.seconds() + (System.nanoTime() - begun) / 1e9;
  }
}
