package org.distill4j.lab;

import java.time.Duration;

/**
 * What a submission may use.
 *
 * @param cell the longest that a cell may take, in whole seconds
 * @param all the longest that the notebook may take, in whole seconds
 * @param megabytes the most memory that its kernel may hold, where the system tells
 */
record GradingLimits(Duration cell, Duration all, int megabytes) {

  /** Enough for every assignment of the course on a slow machine. */
  static final GradingLimits USUAL =
      new GradingLimits(Duration.ofMinutes(2), Duration.ofMinutes(15), 1500);
}
