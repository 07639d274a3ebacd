package org.distill4j.model.train;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * The learning rate of each step, as DL4J asks for it. (DL4J's own polynomial schedule rises
 * instead of falling.)
 *
 * @param start the rate that the schedule's factors multiply
 * @param schedule of the plan
 * @param steps of the whole run
 */
record PlannedRate(double start, Schedule schedule, int steps) implements ISchedule {

  @Override
  public double valueAt(int iteration, int epoch) {
    return start * schedule.factor(iteration, steps);
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
