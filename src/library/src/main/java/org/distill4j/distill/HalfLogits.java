package org.distill4j.distill;

import java.nio.ByteBuffer;

/**
 * The largest logit in 32 bits, then of each logit in 16 bits how far it is below. Half precision
 * is finest near 0, so what is kept best are the classes that the teacher takes for probable.
 */
record HalfLogits(int classes) implements LogitCode {

  /** Largest finite number of half precision. */
  private static final float FURTHEST = 65_504;

  private static final int FRACTION_BITS = 10;

  /** Of the smallest numbers with all bits; those below have fewer. */
  private static final int LEAST_EXPONENT = -14;

  @Override
  public int bytes() {
    return Float.BYTES + Short.BYTES * classes;
  }

  @Override
  public void write(float[] logits, ByteBuffer out) {
    float largest = logits[0];
    for (float logit : logits) {
      largest = Math.max(largest, logit);
    }
    out.putFloat(largest);
    for (float logit : logits) {
      out.putShort(half(Math.min(FURTHEST, largest - logit)));
    }
  }

  @Override
  public void read(ByteBuffer in, float[] logits) {
    float largest = in.getFloat();
    for (int c = 0; c < classes; c++) {
      logits[c] = largest - number(in.getShort());
    }
  }

  /** The bits of the nearest number of half precision, of two equally near the larger one. */
  private static short half(float number) {
    int exponent = Math.max(LEAST_EXPONENT, Math.getExponent(number));
    int units = Math.round(Math.scalb(number, FRACTION_BITS - exponent)); // may carry over
    return (short) (((exponent - LEAST_EXPONENT) << FRACTION_BITS) + units);
  }

  /** The number that half precision has for some bits; none of them is negative. */
  private static float number(short half) {
    int steps = Math.max(1, half >> FRACTION_BITS);
    int units = half - ((steps - 1) << FRACTION_BITS);
    return Math.scalb((float) units, steps - 1 + LEAST_EXPONENT - FRACTION_BITS);
  }
}
