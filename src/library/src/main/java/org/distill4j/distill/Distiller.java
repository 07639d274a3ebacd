package org.distill4j.distill;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.distill4j.data.Dataset;
import org.distill4j.loss.BatchLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.model.Batches;
import org.distill4j.model.Match;
import org.distill4j.model.Plan;
import org.distill4j.model.Run;
import org.distill4j.model.Student;
import org.jspecify.annotations.Nullable;

/**
 * Trains students on transfer sets.
 *
 * <p>A distiller holds settings only, so one may train many students. The student's own updater and
 * learning rate are used unless another rate is set here.
 */
public final class Distiller {

  private final BatchLoss loss;
  private final List<HintPair> pairs;
  private final Plan plan;

  private Distiller(Builder builder) {
    this.loss = builder.loss;
    this.pairs = List.copyOf(builder.pairs);
    this.plan = builder.plan;
  }

  /**
   * Starts from ten epochs in batches of 128, a learning rate that falls linearly to 0, temperature
   * 4, and weights 0.1 and 0.9 on hard and soft targets.
   *
   * @return a builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Trains a student.
   *
   * @param student to train; its weights are where it starts
   * @param set the examples and what the teacher said about them
   * @return how it went
   */
  public History fit(Student student, TransferSet set) {
    return train(student, set, batches(student, set), null);
  }

  /**
   * Trains a student and watches its accuracy on other examples.
   *
   * @param student to train; its weights are where it starts
   * @param set the examples and what the teacher said about them
   * @param validation labelled examples that are not in the set
   * @return how it went
   * @throws IllegalArgumentException if student, set and settings do not fit; nothing is changed
   * @throws IllegalStateException if the loss is no longer finite; the student has the weights of
   *     the last finished epoch
   */
  public History fit(Student student, TransferSet set, Dataset validation) {
    return train(student, set, batches(student, set), validation);
  }

  /**
   * As {@link #fit(Student, IntFunction, Dataset)}, without examples to watch.
   *
   * @param student to train; its weights are where it starts
   * @param sets the transfer set of each epoch, counted from 1; all of one size and kind
   * @return how it went
   */
  public History fit(Student student, IntFunction<TransferSet> sets) {
    return trainOnMany(student, sets, null);
  }

  /**
   * Trains a student on another transfer set in each epoch, such as images moved anew and labelled
   * again: {@code epoch -> TransferSet.label(PseudoExamples.jittered(train, 2, epoch), teacher)}.
   * Learning rate and optimiser go on as if it were one set.
   *
   * @param student to train; its weights are where it starts
   * @param sets the transfer set of each epoch, counted from 1; all of one size and kind
   * @param validation labelled examples that are in none of the sets
   * @return how it went
   * @throws IllegalArgumentException if student, sets and settings do not fit
   * @throws IllegalStateException if the loss is no longer finite; the student has the weights of
   *     the last finished epoch
   */
  public History fit(Student student, IntFunction<TransferSet> sets, Dataset validation) {
    return trainOnMany(student, sets, validation);
  }

  private History trainOnMany(
      Student student, IntFunction<TransferSet> sets, @Nullable Dataset validation) {
    TransferSet first = sets.apply(1);
    IntFunction<Batches> later = epoch -> batches(student, sets.apply(epoch));
    return train(student, first, new FreshBatches(batches(student, first), later), validation);
  }

  private Batches batches(Student student, TransferSet set) {
    return TransferBatches.of(set, pairs.stream().map(HintPair::hint).toList(), student, loss);
  }

  private History train(
      Student student, TransferSet set, Batches batches, @Nullable Dataset validation) {
    List<Match> matches = pairs.stream().map(pair -> pair.match(set)).toList();
    Run run = student.train(loss, matches, plan, batches, validation);
    return new History(run.epochs(), run.best(), run.interrupted(), Warnings.of(set));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(loss);
    pairs.forEach(pair -> text.append(", ").append(pair));
    return text.append(", ").append(plan).toString();
  }

  /** The settings of a {@link Distiller}. */
  public static final class Builder {

    private BatchLoss loss = new SoftTargetLoss(4, 0.1, 0.9);
    private final List<HintPair> pairs = new ArrayList<>();
    private Plan plan = Plan.epochs(10);

    private Builder() {}

    /**
     * What judges the student's logits; its targets are labels and teacher logits side by side.
     *
     * @param distillation the loss
     * @return this
     */
    public Builder loss(BatchLoss distillation) {
      loss = distillation;
      return this;
    }

    /**
     * Something else to match besides the logits; may be said several times.
     *
     * @param teacherLayer name of the hint in the transfer set
     * @param studentLayer name of the student's layer
     * @param hintLoss compares the two
     * @return this
     */
    public Builder match(String teacherLayer, String studentLayer, BatchLoss hintLoss) {
      pairs.add(new HintPair(teacherLayer, studentLayer, hintLoss));
      return this;
    }

    /**
     * Trains by what is matched alone: the logits are not judged, and layers that lead to no
     * matched one stay as they are. This is the first stage of FitNets (Romero et al. 2015, section
     * 2.2), whose second stage is a distiller without hints.
     *
     * @return this
     */
    public Builder hintsOnly() {
      loss = new NoLoss();
      return this;
    }

    /**
     * Passes through the transfer set.
     *
     * @param count at least 1
     * @return this
     */
    public Builder epochs(int count) {
      plan = plan.withEpochs(count);
      return this;
    }

    /**
     * Examples in a step.
     *
     * @param examples at least 1, at most the size of the transfer set
     * @return this
     */
    public Builder batchSize(int examples) {
      plan = plan.withBatchSize(examples);
      return this;
    }

    /**
     * Learning rate at the start, in place of the student's own.
     *
     * @param rate above 0
     * @return this
     */
    public Builder learningRate(double rate) {
      plan = plan.withLearningRate(rate);
      return this;
    }

    /**
     * Keeps the learning rate as it is instead of letting it fall to 0.
     *
     * @return this
     */
    public Builder constantRate() {
      plan = plan.withConstantRate();
      return this;
    }

    /**
     * Ends with the weights of the epoch that was best on the validation data.
     *
     * @return this
     */
    public Builder keepBest() {
      plan = plan.keepingBest();
      return this;
    }

    /**
     * Seed of the order of the examples and of dropout.
     *
     * @param number any; 0 unless said otherwise
     * @return this
     */
    public Builder seed(long number) {
      plan = plan.withSeed(number);
      return this;
    }

    /**
     * Makes the distiller.
     *
     * @return a distiller that does not change
     * @throws IllegalStateException if nothing is judged
     */
    public Distiller build() {
      if (loss instanceof NoLoss && pairs.isEmpty()) {
        throw new IllegalStateException("hintsOnly needs a match, but there is none");
      }
      return new Distiller(this);
    }
  }
}
