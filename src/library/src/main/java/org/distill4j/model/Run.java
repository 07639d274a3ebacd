package org.distill4j.model;

import java.util.List;

/**
 * How a training run went.
 *
 * @param epochs the finished passes, in order
 * @param best number of the epoch whose weights the network has; 0 if none was finished
 * @param interrupted whether the thread was interrupted before the last epoch was finished
 */
public record Run(List<Epoch> epochs, int best, boolean interrupted) {

  /** Keeps a copy of the list. */
  public Run {
    epochs = List.copyOf(epochs);
  }

  @Override
  public String toString() {
    int n = epochs.size();
    String last = n == 0 ? "" : ", last loss %.4f".formatted(epochs.get(n - 1).loss());
    return "%d epochs%s%s".formatted(n, last, interrupted ? ", interrupted" : "");
  }
}
