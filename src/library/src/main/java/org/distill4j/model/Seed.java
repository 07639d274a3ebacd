package org.distill4j.model;

/** A seed as ND4J wants it. */
final class Seed {

  /** Stands for 0, which ND4J takes as no seed at all and replaces by the time of day. */
  private static final long ZERO = 0x5EED_0000_0000L;

  private Seed() {}

  /** The same number, but for 0 another one that ND4J keeps. */
  static long of(long seed) {
    return seed == 0 ? ZERO : seed;
  }
}
