package org.distill4j.internal;

import java.util.SplittableRandom;

/** Seeds made from a plan's seed. */
public final class Seed {

  /** Stands for 0, which ND4J takes as no seed at all and replaces by the time of day. */
  private static final long ZERO = 0x5EED_0000_0000L;

  private Seed() {}

  /**
   * The same number for ND4J, but for 0 another one that ND4J keeps.
   *
   * @param seed any
   * @return a seed that is not 0
   */
  public static long of(long seed) {
    return seed == 0 ? ZERO : seed;
  }

  /**
   * Another number, so that what it begins has nothing to do with what the seed itself begins.
   *
   * @param seed any
   * @return a seed of its own
   */
  public static long apart(long seed) {
    return new SplittableRandom(seed).nextLong();
  }
}
