package org.distill4j.model;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * A learning rate that falls linearly to 0. (DL4J's own polynomial schedule rises instead.)
 *
 * @param start the rate of the first step
 * @param steps after which it is 0
 */
record LinearDecay(double start, int steps) implements ISchedule {

  @Override
  public double valueAt(int iteration, int epoch) {
    return start * Math.max(0, 1 - iteration / (double) steps);
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
