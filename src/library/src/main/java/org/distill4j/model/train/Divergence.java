package org.distill4j.model.train;

import java.util.ArrayList;
import java.util.List;

/** Notices a training whose loss has become huge without becoming NaN. */
final class Divergence {

  /** The loss of a training that goes well falls; batches differ by less than this factor. */
  private static final double RISE = 10;

  /** Far above what any loss of this library gives for features and logits of a usual size. */
  private static final double HUGE = 1e6;

  private double first = Double.NaN;

  /** Looks at the loss of a step before it is taken. */
  void see(double loss) {
    first = Double.isNaN(first) ? loss : first;
  }

  /** What is to be said of a training that came to these epochs. */
  List<String> warnings(List<Epoch> epochs) {
    List<String> warnings = new ArrayList<>();
    if (epochs.isEmpty()) {
      return warnings;
    }
    double last = epochs.get(epochs.size() - 1).loss();
    if (first > HUGE) {
      warnings.add(
          "the loss before the first step was %s: features or the teacher's logits are of a size that needs scaling"
              .formatted(Epoch.text(first)));
    }
    if (first > 0 && last > RISE * first) {
      warnings.add(
          "the loss rose from %s before the first step to %s: the training diverged; a lower learning rate may help"
              .formatted(Epoch.text(first), Epoch.text(last)));
    }
    return warnings;
  }
}
