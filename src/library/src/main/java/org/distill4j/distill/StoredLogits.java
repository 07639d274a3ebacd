package org.distill4j.distill;

import org.distill4j.internal.Ranges;

/**
 * How shards keep a teacher's logits: {@code StoredLogits.exact()}, {@code .half()} or {@code
 * .top(k)}.
 *
 * @param bits of each number that is kept, 32 or 16
 * @param top classes whose logits are kept; 0 for all
 */
public record StoredLogits(int bits, int top) {

  private static final int HALF = 16;

  /** Checks that it is one of the three forms. */
  public StoredLogits {
    Ranges.requireAtLeast("top", top, 0);
    if (bits != Float.SIZE && (bits != HALF || top > 0)) {
      throw new IllegalArgumentException(
          "logits are kept in 32 bits, all of them in 16, or the top k in 32; not the top %d in %d"
              .formatted(top, bits));
    }
  }

  /**
   * All logits in 32 bits: what training in memory sees.
   *
   * @return the form with 4 bytes for each class
   */
  public static StoredLogits exact() {
    return new StoredLogits(Float.SIZE, 0);
  }

  /**
   * All logits in 16 bits. An example's largest logit is kept in 32 bits, and how far each other
   * one is below it in half precision (IEEE 754): up to a distance of 65,504, which is kept for all
   * that are further, the distance is wrong by at most one part in 2,048.
   *
   * @return the form with 2 bytes for each class, and 4
   */
  public static StoredLogits half() {
    return new StoredLogits(HALF, 0);
  }

  /**
   * The largest logits of an example, and one number for all others, such that at temperature 1 the
   * probabilities of the k classes are the teacher's, and the others share the rest evenly. So do
   * programs that write down what large teachers say about tens of thousands of classes.
   *
   * @param k classes whose logits are kept, at least 1, fewer than there are
   * @return the form with 6 bytes for each of the k classes, and 4
   */
  public static StoredLogits top(int k) {
    return new StoredLogits(Float.SIZE, Ranges.requireAtLeast("k", k, 1));
  }

  /** The way between numbers and bytes. */
  LogitCode code(int classes) {
    if (top > 0) {
      Ranges.requireFromTo("k for %d classes".formatted(classes), top, 1, classes - 1);
      return new TopLogits(classes, top);
    }
    return bits == HALF ? new HalfLogits(classes) : new ExactLogits(classes);
  }

  @Override
  public String toString() {
    return top > 0 ? "the top %d logits".formatted(top) : "logits in %d bits".formatted(bits);
  }
}
