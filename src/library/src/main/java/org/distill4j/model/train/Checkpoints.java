package org.distill4j.model.train;

import java.nio.file.Path;
import java.time.Duration;

/**
 * Where a training is kept while it lasts, and how often; see {@link Plan#checkpoint(Path)}.
 *
 * @param folder of one training
 * @param every how long an epoch may last before what it has reached is written; above 0
 */
public record Checkpoints(Path folder, Duration every) {

  static final Duration TEN_MINUTES = Duration.ofMinutes(10);

  /** Checks the pause. */
  public Checkpoints {
    if (every.isZero() || every.isNegative()) {
      throw new IllegalArgumentException("every must be above 0, but was " + every);
    }
  }

  @Override
  public String toString() {
    return "kept in %s after each epoch%s"
        .formatted(folder, every.equals(TEN_MINUTES) ? "" : " and every " + every);
  }
}
