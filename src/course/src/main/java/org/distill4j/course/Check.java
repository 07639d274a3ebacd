package org.distill4j.course;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import jdk.jshell.spi.SPIResolutionException;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What an exercise claims of its solution. Each claim prints one line, indented, so that feedback
 * is not taken for an error of the notebook: {@code ok}, {@code WRONG} with what was found, what
 * was expected and what the one has to do with the other, or {@code not yet} as long as the
 * solution is the empty one, {@code throw new UnsupportedOperationException("your code")}.
 *
 * <p>Answers are given as lambdas, so that an answer that throws is a wrong answer, and the claims
 * after it are still judged.
 */
public final class Check {

  private final String exercise;
  private final Consumer<String> out;
  private final List<String> unmet = new ArrayList<>();
  private final List<Kept> kept = new ArrayList<>();
  private final List<Answered> answers = new ArrayList<>();
  private int claims;

  Check(String exercise, Consumer<String> out) {
    this.exercise = exercise;
    this.out = out;
  }

  /**
   * Begins the check of an exercise.
   *
   * @param exercise its number or name, with which each line begins
   * @return a check without claims
   */
  public static Check of(String exercise) {
    return new Check(exercise, line -> System.out.println("  " + line));
  }

  /**
   * Guards an array that the solution is given and must not change. A claim after which it holds
   * other numbers is wrong, whatever came out; what it held is put back, so that the cells after it
   * find what they expect.
   *
   * @param name of the array, as the learner knows it
   * @param array that the claims below read; restored if one changes it
   * @return this
   */
  public Check keeps(String name, INDArray array) {
    kept.add(Kept.of(name, array));
    return this;
  }

  /**
   * Claims that a number is another one.
   *
   * @param claim what is checked, in the learner's words
   * @param answer computes the number; NaN is never right
   * @param expected the right number, finite
   * @param tolerance how far off it may be, 0 or more and finite
   * @param mistakes what to look for in a wrong answer
   * @return this
   * @throws IllegalArgumentException if the expected number or the tolerance is none
   */
  public Check close(
      String claim,
      DoubleSupplier answer,
      double expected,
      double tolerance,
      Mistakes... mistakes) {
    INDArray right = Nd4j.scalar(expected);
    return close(claim, () -> Nd4j.scalar(answer.getAsDouble()), right, tolerance, mistakes);
  }

  /**
   * Claims that an array is another one: the same shape, and each entry within the tolerance.
   *
   * @param claim what is checked, in the learner's words
   * @param answer computes the array; NaN is never right
   * @param expected the right array, all finite; not modified
   * @param tolerance how far off each entry may be, 0 or more and finite
   * @param mistakes what to look for in a wrong answer
   * @return this
   * @throws IllegalArgumentException if the expected array or the tolerance is not as said
   */
  public Check close(
      String claim,
      Supplier<? extends @Nullable INDArray> answer,
      INDArray expected,
      double tolerance,
      Mistakes... mistakes) {
    Expected right = new Expected(expected, tolerance);
    return judge(
        claim,
        () -> {
          INDArray found = answer.get();
          return right.problemOf(found, found == null ? "" : sameAs(claim, found, right), mistakes);
        });
  }

  /**
   * Claims that a number is not above a limit, as in a count of errors.
   *
   * @param claim what is counted or measured, in the learner's words
   * @param answer computes the number; NaN is never right
   * @param limit the largest that is right, not NaN
   * @return this
   * @throws IllegalArgumentException if the limit is NaN
   */
  public Check atMost(String claim, DoubleSupplier answer, double limit) {
    return within(claim, answer, "at most", Double.NEGATIVE_INFINITY, limit);
  }

  /**
   * Claims that a number is not below a limit, as in a share of right answers.
   *
   * @param claim what is counted or measured, in the learner's words
   * @param answer computes the number; NaN is never right
   * @param limit the smallest that is right, not NaN
   * @return this
   * @throws IllegalArgumentException if the limit is NaN
   */
  public Check atLeast(String claim, DoubleSupplier answer, double limit) {
    return within(claim, answer, "at least", limit, Double.POSITIVE_INFINITY);
  }

  /**
   * Claims that something is true.
   *
   * @param claim what is checked, in the learner's words
   * @param truth whether it is so
   * @return this
   */
  public Check that(String claim, BooleanSupplier truth) {
    return judge(claim, () -> truth.getAsBoolean() ? "" : "found false, expected true");
  }

  /**
   * Claims that an array has a shape.
   *
   * @param claim what is checked, in the learner's words
   * @param answer computes the array
   * @param expected sizes of its dimensions
   * @return this
   */
  public Check shape(
      String claim, Supplier<? extends @Nullable INDArray> answer, long... expected) {
    return judge(claim, () -> Expected.problemOfShape(answer.get(), expected));
  }

  /**
   * Claims that bad input is refused.
   *
   * @param claim what is checked, in the learner's words
   * @param type of the exception
   * @param code must throw it
   * @param words that the message must contain, such as the name of the argument and its value
   * @return this
   */
  public Check throwsError(
      String claim, Class<? extends RuntimeException> type, Runnable code, String... words) {
    return judge(claim, () -> new Refusal(type, List.of(words)).problemOf(code));
  }

  /**
   * Ends the check with an error unless every claim is right. Without it a check only prints.
   *
   * @throws AssertionError if a claim is wrong or not yet answered
   * @throws IllegalStateException if there is no claim
   */
  public void orThrow() {
    if (claims == 0) {
      throw new IllegalStateException("the check of %s claims nothing".formatted(exercise));
    }
    if (!unmet.isEmpty()) {
      throw new AssertionError(this + "; " + String.join("; ", unmet));
    }
  }

  /** Claims that a thing is called by its name; what speaks against each other name is said. */
  Check named(
      String claim, Supplier<String> answer, String right, Map<String, String> againstOthers) {
    return judge(
        claim,
        () -> {
          String name = String.valueOf(answer.get());
          Set<String> names = new TreeSet<>(againstOthers.keySet());
          names.add(right);
          String unknown = "the names are " + String.join(", ", names);
          return name.equals(right)
              ? ""
              : "not \"%s\": %s".formatted(name, againstOthers.getOrDefault(name, unknown));
        });
  }

  private Check within(
      String claim, DoubleSupplier answer, String relation, double least, double most) {
    if (Double.isNaN(least) || Double.isNaN(most)) {
      throw new IllegalArgumentException("limit must be a number, but was NaN");
    }
    double limit = Double.isInfinite(least) ? most : least;
    return judge(
        claim,
        () -> {
          double found = answer.getAsDouble();
          return found >= least && found <= most ? "" : Expected.both(found, limit, relation + " ");
        });
  }

  private Check judge(String claim, Supplier<String> problem) {
    claims++;
    try {
      String found = problem.get();
      String changed = changed();
      String wrong = changed.isEmpty() ? found : changed;
      return wrong.isEmpty() ? say("ok", claim) : unmet("WRONG", claim + ": " + wrong);
    } catch (RuntimeException | AssertionError | StackOverflowError e) {
      String changed = changed();
      if (e instanceof SPIResolutionException undeclared) {
        throw undeclared; // a cell before this one was not run, and the kernel says which
      }
      if (!changed.isEmpty()) {
        return unmet("WRONG", claim + ": " + changed);
      }
      return isNoAnswer(e)
          ? unmet("not yet", claim)
          : unmet("WRONG", claim + ": it stopped with " + Refusal.line(e));
    }
  }

  /** The earlier claim that had this answer and should have another; empty if none had. */
  private String sameAs(String claim, INDArray found, Expected right) {
    Answered answer = new Answered(claim, found.dup(), right.array());
    String earlier =
        answers.stream().filter(answer::repeats).map(Answered::claim).findFirst().orElse("");
    answers.add(answer);
    return earlier;
  }

  /** What a claim did to the arrays that it must leave alone; they are restored. */
  private String changed() {
    return String.join("; ", kept.stream().map(Kept::problem).filter(p -> !p.isEmpty()).toList());
  }

  /** Whether a solution is still the empty one; other code throws this exception in other words. */
  static boolean isNoAnswer(Throwable thrown) {
    return thrown instanceof UnsupportedOperationException
        && String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT).startsWith("your code");
  }

  private Check unmet(String verdict, String text) {
    unmet.add(verdict + ": " + text);
    return say(verdict, text);
  }

  private Check say(String verdict, String text) {
    out.accept("%s %s: %s".formatted(exercise, verdict, text));
    return this;
  }

  @Override
  public String toString() {
    return "%s: %d of %d claims are right".formatted(exercise, claims - unmet.size(), claims);
  }
}
