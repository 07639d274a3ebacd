package org.distill4j.lab;

import java.time.Duration;
import org.distill4j.kernel.install.LabException;

/**
 * What a submission may use.
 *
 * @param cell the longest that a cell may take, in whole seconds
 * @param all the longest that the notebook may take
 * @param megabytes the most memory that its kernel may hold, where the system tells
 */
record GradingLimits(Duration cell, Duration all, int megabytes) {

  static final GradingLimits DEFAULT =
      new GradingLimits(Duration.ofMinutes(2), Duration.ofMinutes(15), 1500);

  /** The limits that system properties set. */
  static GradingLimits given() {
    return new GradingLimits(
        Duration.ofSeconds(positive("timeout", DEFAULT.cell.toSeconds())),
        Duration.ofSeconds(positive("total", DEFAULT.all.toSeconds())),
        positive("memory", DEFAULT.megabytes));
  }

  static int positive(String property, long otherwise) {
    String given = System.getProperty(property, String.valueOf(otherwise));
    if (!given.matches("0*[1-9][0-9]{0,6}")) {
      throw new LabException(
          "-D%s must be a whole number from 1, but was '%s'".formatted(property, given));
    }
    return Integer.parseInt(given);
  }
}
