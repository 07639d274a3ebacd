package org.distill4j.report;

import org.distill4j.internal.Ranges;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.train.History;

/**
 * A student and what its training cost.
 *
 * @param model that was trained
 * @param looks at an example that the training took, the budget; at least 1
 */
public record Trained(Classifier model, long looks) {

  /**
   * A trained model.
   *
   * @throws IllegalArgumentException if it took no look
   */
  public Trained {
    if (looks < 1) {
      throw new IllegalArgumentException("looks must be at least 1, but were " + looks);
    }
  }

  /**
   * Counts the looks: each epoch takes one at each example.
   *
   * @param model that was trained
   * @param history of its training
   * @param examples in the training set, at least 1
   * @return model and budget
   * @throws IllegalArgumentException if there is no epoch or no example
   */
  public static Trained of(Classifier model, History history, int examples) {
    Ranges.requireAtLeast("examples", examples, 1);
    return new Trained(model, (long) history.epochs().size() * examples);
  }
}
