package org.distill4j.internal;

/** Goes through many examples a thousand at a time: enough to be fast, few enough for memory. */
public final class Thousands {

  /** Examples at a time. */
  public static final int SIZE = 1_000;

  private Thousands() {}

  /**
   * What is done to some examples.
   *
   * @param <E> what may go wrong, as {@link java.io.IOException}
   */
  @FunctionalInterface
  public interface Work<E extends Exception> {

    /**
     * Works on one part.
     *
     * @param from first example
     * @param to example after the last, at most {@link #SIZE} after the first
     * @throws E if it goes wrong
     */
    void on(int from, int to) throws E;
  }

  /**
   * Works on all examples in order.
   *
   * @param <E> what may go wrong
   * @param examples how many there are, at least 0
   * @param work done to each part
   * @throws E if a part goes wrong; the later ones are not worked on
   */
  public static <E extends Exception> void forEach(int examples, Work<E> work) throws E {
    for (int from = 0; from < examples; from += SIZE) {
      work.on(from, Math.min(examples, from + SIZE));
    }
  }
}
