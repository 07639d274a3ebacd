package org.distill4j.distill;

import java.nio.ByteBuffer;

/** Writes the logits of one example as bytes, and reads them. */
sealed interface LogitCode permits ExactLogits, HalfLogits, TopLogits {

  /** Bytes of an example. */
  int bytes();

  /** Writes C finite numbers at the position of the buffer, which moves. */
  void write(float[] logits, ByteBuffer out);

  /** Reads C numbers at the position of the buffer, which moves. */
  void read(ByteBuffer in, float[] logits);
}
