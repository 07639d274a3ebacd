package org.distill4j.distill;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * The largest logits with their classes, and one logit that all other classes share: the logarithm
 * of the mean of what their exponentials are.
 *
 * @param classes C
 * @param k how many are kept, from 1 to C - 1
 */
record TopLogits(int classes, int k) implements LogitCode {

  private static final int NARROW = 1 << Short.SIZE;

  @Override
  public int bytes() {
    return k * (Float.BYTES + indexBytes()) + Float.BYTES;
  }

  private int indexBytes() {
    return classes <= NARROW ? Short.BYTES : Integer.BYTES;
  }

  @Override
  public void write(float[] logits, ByteBuffer out) {
    boolean[] kept = new boolean[classes];
    for (int c : largest(logits)) {
      kept[c] = true;
      putIndex(out, c);
      out.putFloat(logits[c]);
    }
    out.putFloat(meanOfOthers(logits, kept));
  }

  /** Of equal logits that of the first class. */
  private Iterable<Integer> largest(float[] logits) {
    Comparator<Integer> byLogit = (a, b) -> Float.compare(logits[a], logits[b]);
    PriorityQueue<Integer> best =
        new PriorityQueue<>(k + 1, byLogit.thenComparing(Comparator.reverseOrder()));
    for (int c = 0; c < classes; c++) {
      if (best.size() < k || logits[c] > logits[best.element()]) {
        best.add(c);
        if (best.size() > k) {
          best.remove();
        }
      }
    }
    return best;
  }

  private float meanOfOthers(float[] logits, boolean[] kept) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < classes; c++) {
      largest = kept[c] ? largest : Math.max(largest, logits[c]);
    }
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += kept[c] ? 0 : Math.exp(logits[c] - largest);
    }
    return (float) (largest + Math.log(sum / (classes - k)));
  }

  @Override
  public void read(ByteBuffer in, float[] logits) {
    int start = in.position();
    Arrays.fill(logits, in.getFloat(start + bytes() - Float.BYTES));
    for (int i = 0; i < k; i++) {
      int c = index(in);
      if (c < 0 || c >= classes) {
        throw new IllegalArgumentException(
            "a logit is of class %d, but classes go from 0 to %d".formatted(c, classes - 1));
      }
      logits[c] = in.getFloat();
    }
    in.position(start + bytes());
  }

  private void putIndex(ByteBuffer out, int c) {
    if (indexBytes() == Short.BYTES) {
      out.putShort((short) c);
    } else {
      out.putInt(c);
    }
  }

  private int index(ByteBuffer in) {
    return indexBytes() == Short.BYTES ? Short.toUnsignedInt(in.getShort()) : in.getInt();
  }
}
