package org.distill4j.internal;

/** Goes through many examples a thousand at a time: enough to be fast, few enough for memory. */
public final class Thousands {

  /** Examples at a time. */
  public static final int SIZE = 1_000;

  private Thousands() {}

  /** What is done to some examples. */
  @FunctionalInterface
  public interface Work {

    /**
     * Works on one part.
     *
     * @param from first example
     * @param to example after the last, at most {@link #SIZE} after the first
     */
    void on(int from, int to);
  }

  /**
   * Works on all examples in order.
   *
   * @param examples how many there are, at least 0
   * @param work done to each part
   */
  public static void forEach(int examples, Work work) {
    for (int from = 0; from < examples; from += SIZE) {
      work.on(from, Math.min(examples, from + SIZE));
    }
  }
}
