package org.distill4j.distill;

import java.util.List;
import java.util.stream.IntStream;

/** What looks wrong with a transfer set but does not prevent training. */
final class Warnings {

  private Warnings() {}

  static List<String> of(TransferSet set) {
    if (!set.data().labelled()) {
      return List.of();
    }
    int[] answers = set.logits().argMax(1).toIntVector();
    long right =
        IntStream.range(0, answers.length).filter(i -> answers[i] == set.data().label(i)).count();
    double accuracy = (double) right / set.size();
    double chance = 1.0 / set.data().classes().size();
    double error = Math.sqrt(chance * (1 - chance) / set.size()); // of a share found by guessing
    return accuracy > chance + 2 * error
        ? List.of()
        : List.of(
            "the teacher is no better than chance: it gives %,d of %,d examples their label, %.1f %%; guessing among %d classes gives %.1f %%"
                .formatted(
                    right, set.size(), 100 * accuracy, set.data().classes().size(), 100 * chance));
  }
}
