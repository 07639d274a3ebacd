package org.distill4j.distill;

import java.nio.ByteBuffer;

/** Every logit in 32 bits. */
record ExactLogits(int classes) implements LogitCode {

  @Override
  public int bytes() {
    return Float.BYTES * classes;
  }

  @Override
  public void write(float[] logits, ByteBuffer out) {
    for (float logit : logits) {
      out.putFloat(logit);
    }
  }

  @Override
  public void read(ByteBuffer in, float[] logits) {
    for (int c = 0; c < classes; c++) {
      logits[c] = in.getFloat();
    }
  }
}
