package org.distill4j.course;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.SoftTargets;
import org.distill4j.loss.Targets;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Mistakes that a {@link Check} recognises. Each is known by the answer that it leads to: it is
 * named only if a wrong answer is that one, within the tolerance of the claim.
 */
public final class Mistakes {

  private final List<Mistake> all;

  private Mistakes(List<Mistake> all) {
    this.all = List.copyOf(all);
  }

  /**
   * None, to begin a list of one's own with {@link #and}.
   *
   * @return an empty list
   */
  public static Mistakes none() {
    return new Mistakes(List.of());
  }

  /**
   * These and another one, of an array.
   *
   * @param text completes the sentence "That is what comes out if ..."
   * @param answer what the mistake leads to
   * @return a longer list
   */
  public Mistakes and(String text, INDArray answer) {
    List<Mistake> more = new ArrayList<>(all);
    more.add(new Mistake(text, answer));
    return new Mistakes(more);
  }

  /**
   * These and another one, of a number.
   *
   * @param text completes the sentence "That is what comes out if ..."
   * @param answer what the mistake leads to
   * @return a longer list
   */
  public Mistakes and(String text, double answer) {
    return and(text, Nd4j.scalar(answer));
  }

  /**
   * Mistakes in {@link SoftTargets#softmax}.
   *
   * @param logits {@code [N, C]}; not modified
   * @param temperature above 0 and finite
   * @return mistakes whose answers are {@code [N, C]}
   * @throws IllegalArgumentException as the softmax does
   */
  public static Mistakes ofSoftmax(INDArray logits, double temperature) {
    return new Mistakes(SoftmaxMistakes.of(logits, temperature));
  }

  /**
   * Mistakes in the loss of each example.
   *
   * @param loss the right one
   * @param targets labels and teacher's logits, {@code [N, C]} each; not modified
   * @param output the student's logits {@code [N, C]}; not modified
   * @return mistakes whose answers are {@code [N, 1]}
   * @throws IllegalArgumentException if the targets do not fit the output
   */
  public static Mistakes ofLoss(SoftTargetLoss loss, Targets targets, INDArray output) {
    return new Mistakes(LossMistakes.inValue(loss, targets, output));
  }

  /**
   * Mistakes in the mean of the loss over a batch.
   *
   * @param loss the right one
   * @param targets labels and teacher's logits, {@code [N, C]} each; not modified
   * @param output the student's logits {@code [N, C]}; not modified
   * @return mistakes whose answers are single numbers
   * @throws IllegalArgumentException if the targets do not fit the output
   */
  public static Mistakes ofMeanLoss(SoftTargetLoss loss, Targets targets, INDArray output) {
    Mistakes mean = none();
    for (Mistake each : ofLoss(loss, targets, output).all) {
      mean = mean.and(each.text(), each.answer().meanNumber().doubleValue());
    }
    double sum = loss.value(targets, output).perExample().sumNumber().doubleValue();
    return mean.and("the losses are added up, and not divided by their number", sum);
  }

  /**
   * Mistakes in the gradient of the sum of the losses.
   *
   * @param loss the right one
   * @param targets labels and teacher's logits, {@code [N, C]} each; not modified
   * @param output the student's logits {@code [N, C]}; not modified
   * @return mistakes whose answers are {@code [N, C]}
   * @throws IllegalArgumentException if the targets do not fit the output
   */
  public static Mistakes ofGradient(SoftTargetLoss loss, Targets targets, INDArray output) {
    return new Mistakes(LossMistakes.inGradient(loss, targets, output));
  }

  Stream<String> leadingTo(INDArray found, Expected right) {
    return all.stream().filter(each -> each.leadsTo(found, right)).map(Mistake::text);
  }

  @Override
  public String toString() {
    return all.size() + " mistakes";
  }
}
