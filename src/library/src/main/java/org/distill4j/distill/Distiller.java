package org.distill4j.distill;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.distill4j.data.Dataset;
import org.distill4j.loss.FeatureLoss;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.model.Student;
import org.distill4j.model.internal.Engines;
import org.distill4j.model.network.internal.Network;
import org.distill4j.model.train.Batches;
import org.distill4j.model.train.Engine;
import org.distill4j.model.train.History;
import org.distill4j.model.train.Match;
import org.distill4j.model.train.Plan;
import org.distill4j.model.train.Training;
import org.jspecify.annotations.Nullable;

/**
 * Trains students on transfer sets: {@code Distiller.of(SoftTargetLoss.at(4),
 * Plan.epochs(10)).fit(student, set)}.
 *
 * <p>A distiller holds settings only and never changes, so one may train many students. The
 * student's own updater is used, and its learning rate unless the plan has another.
 */
public final class Distiller {

  private final ResponseLoss loss;
  private final List<HintPair> pairs;
  private final Plan plan;

  private Distiller(ResponseLoss loss, List<HintPair> pairs, Plan plan) {
    this.loss = loss;
    this.pairs = pairs;
    this.plan = plan;
    if (plan.jitter() > 0 || plan.flips()) {
      throw new IllegalArgumentException(
          "a distiller's plan must not move or mirror images, which the teacher has labelled as they"
              + " were; make a new set in each epoch: fit(student, epoch -> set)");
    }
  }

  /**
   * Trains by a loss of the student's logits.
   *
   * @param loss judges the logits; gets labels and teacher's logits as targets
   * @param plan how long and how fast; its images are neither moved nor mirrored
   * @return a distiller without hints
   */
  public static Distiller of(ResponseLoss loss, Plan plan) {
    return new Distiller(loss, List.of(), plan);
  }

  /**
   * Trains by what is matched alone: the logits are not judged, and layers that lead to no matched
   * one stay as they are. This is the first stage of FitNets (Romero et al. 2015, section 2.2),
   * whose second stage is a distiller without hints.
   *
   * @param plan how long and how fast; its images are neither moved nor mirrored
   * @return a distiller that needs a {@link #match}
   */
  public static Distiller hintsOnly(Plan plan) {
    return of(new NoLoss(), plan);
  }

  /**
   * The same with something else to match besides the logits; may be asked for several times.
   *
   * @param teacherLayer name of the hint in the transfer set
   * @param studentLayer name of the student's layer
   * @param hintLoss compares the two
   * @return a distiller that matches this, too
   */
  public Distiller match(String teacherLayer, String studentLayer, FeatureLoss hintLoss) {
    List<HintPair> more = new ArrayList<>(pairs);
    more.add(new HintPair(teacherLayer, studentLayer, hintLoss));
    return new Distiller(loss, List.copyOf(more), plan);
  }

  /**
   * Trains a student.
   *
   * @param student to train; its weights are where it starts
   * @param set the examples and what the teacher said about them
   * @return how it went
   * @throws IllegalArgumentException if student, set and settings do not fit; nothing is changed
   * @throws IllegalStateException if the loss is no longer finite; the student has the weights of
   *     the last finished epoch
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
   * Learning rate and optimizer go on as if it were one set. Where the plan has checkpoints, the
   * set of an epoch must be the same each time it is asked for.
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
    if (loss instanceof NoLoss && pairs.isEmpty()) {
      throw new IllegalStateException("hintsOnly needs a match, but there is none");
    }
    List<Match> matches = pairs.stream().map(pair -> pair.match(set)).toList();
    Engine.Kind engines = Engines.chosen();
    Network network = new Network(student.network(), engines.layers()); // with the same weights
    return Training.run(engines, network, loss, matches, plan, batches, validation)
        .withWarnings(Warnings.of(set));
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(loss);
    pairs.forEach(pair -> text.append(", ").append(pair));
    return text.append(", ").append(plan).toString();
  }
}
