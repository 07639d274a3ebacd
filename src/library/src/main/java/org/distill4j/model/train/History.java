package org.distill4j.model.train;

import java.nio.file.Path;
import java.util.List;

/**
 * How a training run went.
 *
 * @param epochs the finished passes, in order
 * @param best number of the epoch whose weights the network has; 0 if none was finished
 * @param interrupted whether the thread was interrupted before the last epoch was finished
 * @param warnings what looked wrong but did not prevent training; mostly empty
 */
public record History(List<Epoch> epochs, int best, boolean interrupted, List<String> warnings) {

  /** Keeps copies of the lists. */
  public History {
    epochs = List.copyOf(epochs);
    warnings = List.copyOf(warnings);
    if (best < 0 || best > epochs.size()) {
      throw new IllegalArgumentException(
          "best must be from 0 to %d, the number of epochs, but was %d"
              .formatted(epochs.size(), best));
    }
  }

  /**
   * Reads a history.
   *
   * @param file that {@link #save} wrote
   * @return the same history
   * @throws java.io.UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if the file is damaged or no history
   */
  public static History load(Path file) {
    return HistoryFile.read(file);
  }

  /**
   * Writes the history as a small text file: all of it or nothing.
   *
   * @param file whose folder must exist; replaced if it is there
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void save(Path file) {
    HistoryFile.write(this, file);
  }

  /**
   * The same history with something that looked wrong.
   *
   * @param found warnings, in place of those that it had
   * @return the history
   */
  public History withWarnings(List<String> found) {
    return new History(epochs, best, interrupted, found);
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
          "%5d  %8s  %10s  %7.1f\n"
              .formatted(epoch.number(), Epoch.text(epoch.loss()), accuracy, epoch.seconds()));
    }
    if (interrupted) {
      text.append(
          best == 0
              ? "interrupted in the first epoch; the network is as it was\n"
              : "interrupted; the network has the weights of epoch %d\n".formatted(best));
    }
    warnings.forEach(warning -> text.append("warning: ").append(warning).append('\n'));
    return text.toString().stripTrailing();
  }
}
