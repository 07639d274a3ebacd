package org.distill4j.distill;

import java.util.List;
import org.distill4j.model.Epoch;
import org.distill4j.model.Run;

/**
 * How a training run went.
 *
 * @param epochs the finished passes, in order
 * @param best number of the epoch whose weights the student has; 0 if none was finished
 * @param interrupted whether the run was stopped before its last epoch
 * @param warnings what looked wrong but did not prevent training; mostly empty
 */
public record History(List<Epoch> epochs, int best, boolean interrupted, List<String> warnings) {

  /** Keeps copies of the lists. */
  public History {
    epochs = List.copyOf(epochs);
    warnings = List.copyOf(warnings);
  }

  /**
   * The history of a run without a distiller, such as a teacher's own training.
   *
   * @param run how it went
   * @return the same, without warnings
   */
  public static History of(Run run) {
    return new History(run.epochs(), run.best(), run.interrupted(), List.of());
  }

  /**
   * The training losses of the finished epochs.
   *
   * @return mean loss per example, one for each epoch
   */
  public double[] losses() {
    return epochs.stream().mapToDouble(Epoch::loss).toArray();
  }

  /**
   * The validation accuracies after the finished epochs.
   *
   * @return shares from 0 to 1, one for each epoch; NaN without validation data
   */
  public double[] validationAccuracies() {
    return epochs.stream().mapToDouble(Epoch::validationAccuracy).toArray();
  }

  /**
   * The epoch that ended the run.
   *
   * @return the last finished epoch
   * @throws IllegalStateException if none was finished
   */
  public Epoch last() {
    if (epochs.isEmpty()) {
      throw new IllegalStateException("no epoch was finished");
    }
    return epochs.get(epochs.size() - 1);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("epoch      loss  validation  seconds\n");
    for (Epoch epoch : epochs) {
      String accuracy =
          Double.isNaN(epoch.validationAccuracy())
              ? "-"
              : "%.2f %%".formatted(100 * epoch.validationAccuracy());
      text.append(
          "%5d  %8.4f  %10s  %7.1f\n"
              .formatted(epoch.number(), epoch.loss(), accuracy, epoch.seconds()));
    }
    if (interrupted) {
      text.append(
          best == 0
              ? "interrupted in the first epoch; the student is as it was\n"
              : "interrupted; the student has the weights of epoch %d\n".formatted(best));
    }
    warnings.forEach(warning -> text.append("warning: ").append(warning).append('\n'));
    return text.toString().stripTrailing();
  }
}
