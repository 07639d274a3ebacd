package org.distill4j.model.train;

import org.distill4j.internal.Ranges;

/**
 * How the learning rate changes during a run, as a factor of the rate that it starts from.
 *
 * @param shape of the way from 1 to the end
 * @param warmUp share of the steps before that, from 0 to below 1, in which the factor rises
 *     linearly from nearly 0 to 1
 */
public record Schedule(Shape shape, double warmUp) {

  /** The way of the factor after the warm-up. */
  public enum Shape {
    /** Stays 1. */
    CONSTANT,
    /** Falls by the same amount in each step, to 0. */
    LINEAR,
    /**
     * Falls to 0 as half a wave of the cosine, slowly at first and at last (Loshchilov and Hutter
     * 2017, <a href="https://arxiv.org/abs/1608.03983">arXiv:1608.03983</a>, without restarts).
     */
    COSINE
  }

  /** Checks the share. */
  public Schedule {
    Ranges.requireShare("warmUp", warmUp);
  }

  /**
   * A rate that stays what it is.
   *
   * @return the schedule, without warm-up
   */
  public static Schedule constant() {
    return new Schedule(Shape.CONSTANT, 0);
  }

  /**
   * A rate that falls linearly to 0.
   *
   * @return the schedule, without warm-up
   */
  public static Schedule linear() {
    return new Schedule(Shape.LINEAR, 0);
  }

  /**
   * A rate that falls to 0 along a cosine.
   *
   * @return the schedule, without warm-up
   */
  public static Schedule cosine() {
    return new Schedule(Shape.COSINE, 0);
  }

  /**
   * The same after a rise from nearly 0, which keeps the first steps of Adam small.
   *
   * @param share of all steps, from 0 to below 1
   * @return the schedule
   */
  public Schedule withWarmUp(double share) {
    return new Schedule(shape, share);
  }

  /**
   * What the learning rate is multiplied by.
   *
   * @param step counted from 0
   * @param steps of the whole run, at least 1
   * @return from 0 to 1
   */
  public double factor(int step, int steps) {
    int rising = (int) Math.round(warmUp * steps);
    if (step < rising) {
      return (step + 1) / (double) (rising + 1);
    }
    double done = (step - rising) / (double) (steps - rising);
    return switch (shape) {
      case CONSTANT -> 1;
      case LINEAR -> Math.max(0, 1 - done);
      case COSINE -> (1 + Math.cos(Math.PI * Math.min(1, done))) / 2;
    };
  }

  @Override
  public String toString() {
    String way =
        switch (shape) {
          case CONSTANT -> "constant";
          case LINEAR -> "falling to 0";
          case COSINE -> "falling to 0 along a cosine";
        };
    return warmUp == 0 ? way : "%s after %s %% of warm-up".formatted(way, 100 * warmUp);
  }
}
