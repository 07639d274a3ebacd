package org.distill4j.metrics;

import java.util.ArrayList;
import java.util.List;
import org.distill4j.data.Dataset;
import org.distill4j.internal.Ranges;
import org.distill4j.model.network.Classifier;

/**
 * What a student must be before it takes its teacher's place: an acceptance test. In JUnit, or
 * wherever an {@link AssertionError} counts:
 *
 * <pre>{@code
 * Contract.of(teacher)
 *     .accuracyWithin(0.02).fidelityAtLeast(0.95).fasterThan(4).smallerThan(10)
 *     .require(student, heldOut);
 * }</pre>
 */
public final class Contract {

  /** What is known of a student and its teacher when a clause is checked. */
  record Evidence(
      Classifier teacher, Metrics taught, Classifier student, Metrics learnt, Dataset heldOut) {}

  /** One promise. */
  @FunctionalInterface
  interface Clause {

    Outcome.Finding check(Evidence evidence);
  }

  private final Classifier teacher;
  private final List<Clause> clauses;

  private Contract(Classifier teacher, List<Clause> clauses) {
    this.teacher = teacher;
    this.clauses = List.copyOf(clauses);
  }

  /**
   * A contract that promises nothing yet.
   *
   * @param teacher whom the student is measured against
   * @return a contract to add promises to
   */
  public static Contract of(Classifier teacher) {
    return new Contract(teacher, List.of());
  }

  private Contract with(Clause clause) {
    List<Clause> more = new ArrayList<>(clauses);
    more.add(clause);
    return new Contract(teacher, more);
  }

  /**
   * The student's accuracy is at most so much below the teacher's.
   *
   * @param share of the examples, from 0 to 1: 0.02 for two points
   * @return a contract with this promise, too
   */
  public Contract accuracyWithin(double share) {
    Ranges.requireFraction("accuracyWithin", share);
    return with(evidence -> Clauses.accuracy(evidence, share));
  }

  /**
   * The student puts so many examples into the teacher's class, right or wrong.
   *
   * @param share of the examples, from 0 to 1
   * @return a contract with this promise, too
   */
  public Contract fidelityAtLeast(double share) {
    Ranges.requireFraction("fidelityAtLeast", share);
    return with(evidence -> Clauses.fidelity(evidence, share));
  }

  /**
   * The student answers for one example so many times faster than the teacher, in this process, by
   * the median of three ratios of medians, measured in turn.
   *
   * @param times above 0
   * @return a contract with this promise, too
   */
  public Contract fasterThan(double times) {
    Ranges.requirePositive("fasterThan", times);
    return with(evidence -> Clauses.speed(evidence, times));
  }

  /**
   * The student's parameters take so many times less memory than the teacher's.
   *
   * @param times above 0
   * @return a contract with this promise, too
   * @throws IllegalArgumentException if the teacher is a function without a size
   */
  public Contract smallerThan(double times) {
    Ranges.requirePositive("smallerThan", times);
    Clauses.bytes("teacher", teacher);
    return with(evidence -> Clauses.size(evidence, times));
  }

  /**
   * Measures a student.
   *
   * @param student to be accepted
   * @param heldOut labelled examples that neither training nor a choice has seen
   * @return what was found for each promise
   * @throws IllegalStateException if the contract promises nothing
   * @throws IllegalArgumentException if the logits do not fit the data, or a size is not known
   */
  public Outcome check(Classifier student, Dataset heldOut) {
    if (clauses.isEmpty()) {
      throw new IllegalStateException(
          "the contract promises nothing: say accuracyWithin, fidelityAtLeast, fasterThan or"
              + " smallerThan");
    }
    Evidence evidence =
        new Evidence(
            teacher, Metrics.of(teacher, heldOut), student, Metrics.of(student, heldOut), heldOut);
    return new Outcome(
        heldOut.size(), clauses.stream().map(clause -> clause.check(evidence)).toList());
  }

  /**
   * Measures a student, and fails unless all promises are kept.
   *
   * @param student to be accepted
   * @param heldOut labelled examples that neither training nor a choice has seen
   * @throws AssertionError if a promise is broken; its message is the whole report
   */
  public void require(Classifier student, Dataset heldOut) {
    Outcome outcome = check(student, heldOut);
    if (!outcome.kept()) {
      throw new AssertionError(outcome.toString());
    }
  }

  @Override
  public String toString() {
    return "contract of %d promises".formatted(clauses.size());
  }
}
