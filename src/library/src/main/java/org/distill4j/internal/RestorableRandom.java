package org.distill4j.internal;

import java.util.Random;

/**
 * {@link Random}, whose numbers this class gives, with a state that can be written down: the linear
 * congruential generator that Java's documentation of {@code Random} prescribes.
 */
public final class RestorableRandom extends Random {

  private static final long serialVersionUID = 1L;

  private static final long MULTIPLIER = 0x5DEECE66DL;
  private static final long INCREMENT = 0xBL;
  private static final long MASK = (1L << 48) - 1;

  private long state;

  /**
   * Begins as {@code new Random(seed)} does.
   *
   * @param seed any
   */
  public RestorableRandom(long seed) {
    super(seed);
    setSeed(seed);
  }

  @Override
  public synchronized void setSeed(long seed) {
    state = (seed ^ MULTIPLIER) & MASK;
  }

  @Override
  protected int next(int bits) {
    state = (state * MULTIPLIER + INCREMENT) & MASK;
    return (int) (state >>> (48 - bits));
  }

  /**
   * Where chance has come to.
   *
   * @return 48 bits
   */
  public long state() {
    return state;
  }

  /**
   * Goes on from somewhere else.
   *
   * @param state that {@link #state} gave
   */
  public void restore(long state) {
    this.state = state & MASK;
  }
}
