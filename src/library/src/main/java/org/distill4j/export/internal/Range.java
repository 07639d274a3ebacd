package org.distill4j.export.internal;

/**
 * The smallest number and the largest that a layer reads, with 0 among them; it is divided into 256
 * steps.
 *
 * @param least at most 0
 * @param most at least 0
 */
public record Range(double least, double most) {

  /** Steps above the lowest one. */
  public static final int STEPS = 255;

  /** Puts 0 into the range. */
  public Range {
    least = Math.min(0, least);
    most = Math.max(0, most);
  }

  /** What is in either of two. */
  public Range with(Range other) {
    return new Range(Math.min(least, other.least), Math.max(most, other.most));
  }

  /** What one step stands for. */
  public float scale() {
    return most == least ? 1 : (float) ((most - least) / STEPS);
  }

  /** Which of the steps stands for 0, from 0 to 255. */
  public int zero() {
    return (int) Math.round(-least / scale());
  }
}
