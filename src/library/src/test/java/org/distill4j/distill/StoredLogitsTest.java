package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.distill4j.Refused;
import org.junit.jupiter.api.Test;

class StoredLogitsTest {

  private static float[] random(int classes, double scale, long seed) {
    Random random = new Random(seed);
    float[] logits = new float[classes];
    for (int c = 0; c < classes; c++) {
      logits[c] = (float) (scale * random.nextGaussian());
    }
    return logits;
  }

  private static float[] stored(StoredLogits form, float... logits) {
    LogitCode code = form.code(logits.length);
    ByteBuffer bytes = ByteBuffer.allocate(code.bytes() + 3).position(3);
    code.write(logits, bytes);
    assertEquals(0, bytes.remaining());
    float[] read = new float[logits.length];
    code.read(bytes.position(3), read);
    assertEquals(0, bytes.remaining());
    return read;
  }

  private static double[] probabilities(float... logits) {
    double largest = IntStream.range(0, logits.length).mapToDouble(c -> logits[c]).max().orElse(0);
    double[] p =
        IntStream.range(0, logits.length).mapToDouble(c -> Math.exp(logits[c] - largest)).toArray();
    double sum = Arrays.stream(p).sum();
    return Arrays.stream(p).map(x -> x / sum).toArray();
  }

  @Test
  void thirtyTwoBitsAreTheSameBits() {
    float[] logits = {-0f, 0f, Float.MIN_VALUE, -1e3f, 3.4e38f, 1f / 3};
    assertArrayEquals(logits, stored(StoredLogits.exact(), logits));
    assertEquals(24, StoredLogits.exact().code(6).bytes());
  }

  @Test
  void sixteenBitsAreWrongByOnePartIn2048OfTheDistanceFromTheLargest() {
    assertEquals(24, StoredLogits.half().code(10).bytes());
    for (double scale : new double[] {1e-6, 1e-3, 1, 10, 1e3, 5e3}) {
      float[] logits = random(1_000, scale, 1);
      float[] read = stored(StoredLogits.half(), logits);
      double largest =
          IntStream.range(0, logits.length).mapToDouble(c -> logits[c]).max().orElseThrow();
      for (int c = 0; c < logits.length; c++) {
        double distance = largest - logits[c];
        double rounding = Math.ulp((float) largest) + (double) Math.ulp(logits[c]);
        double bound = Math.max(distance / 2_048, Math.scalb(1.0, -25)) + rounding;
        assertTrue(
            Math.abs(read[c] - logits[c]) <= bound,
            "%s became %s, largest %s".formatted(logits[c], read[c], largest));
      }
    }
  }

  @Test
  void inSixteenBitsTheLargestIsExactAndWhatIsTooFarBelowStaysFinite() {
    float[] read = stored(StoredLogits.half(), 12_345.678f, -1e30f, 12_345.678f - 65_504f);
    assertArrayEquals(
        new float[] {12_345.678f, 12_345.678f - 65_504f, 12_345.678f - 65_504f}, read);
  }

  @Test
  void theLargestKeepTheirProbabilitiesAndTheOthersShareTheRest() {
    float[] logits = random(50, 3, 2);
    float[] read = stored(StoredLogits.top(4), logits);
    double[] p = probabilities(logits);
    double[] q = probabilities(read);
    assertEquals(1, Arrays.stream(q).sum(), 1e-12);
    double[] sorted = p.clone();
    Arrays.sort(sorted);
    double rest = Arrays.stream(sorted, 0, 46).sum();
    int kept = 0;
    for (int c = 0; c < p.length; c++) {
      if (p[c] >= sorted[46]) {
        kept++;
        assertEquals(logits[c], read[c]);
        assertEquals(p[c], q[c], 1e-6);
      } else {
        assertEquals(rest / 46, q[c], 1e-7);
      }
    }
    assertEquals(4, kept);
    assertEquals(4 * 6 + 4, StoredLogits.top(4).code(50).bytes());
  }

  @Test
  void ofEqualLogitsTheFirstAreKept() {
    assertArrayEquals(new float[] {2, 2, 1, 1}, stored(StoredLogits.top(2), 2, 2, 1, 1));
    float others = (float) Math.log((Math.exp(2) + 1) / 2);
    assertArrayEquals(new float[] {2, 2, others, others}, stored(StoredLogits.top(2), 2, 2, 2, 0));
  }

  @Test
  void manyClassesHaveRoomForTheirNumbers() {
    float[] logits = new float[70_000];
    logits[65_535] = 5;
    logits[69_999] = 9;
    float[] read = stored(StoredLogits.top(2), logits);
    assertEquals(5, read[65_535]);
    assertEquals(9, read[69_999]);
    assertEquals(0, read[4_463], 1e-6);
    assertEquals(2 * 8 + 4, StoredLogits.top(2).code(70_000).bytes());
  }

  @Test
  void aClassThatDoesNotExistIsRefused() {
    ByteBuffer bytes = ByteBuffer.allocate(StoredLogits.top(1).code(3).bytes());
    bytes.putShort(0, (short) 3);
    Refused.argument(
        "a logit is of class 3, but classes go from 0 to 2",
        () -> StoredLogits.top(1).code(3).read(bytes, new float[3]));
  }

  @Test
  void formsThatDoNotExistAreRefused() {
    Refused.argument("k must be at least 1, but was 0", () -> StoredLogits.top(0));
    Refused.argument(
        "k for 3 classes must be from 1 to 2, but was 3", () -> StoredLogits.top(3).code(3));
    Refused.argument("top must be at least 0, but was -1", () -> new StoredLogits(32, -1));
    Refused.argument(
        "logits are kept in 32 bits, all of them in 16, or the top k in 32; not the top 2 in 16",
        () -> new StoredLogits(16, 2));
  }
}
