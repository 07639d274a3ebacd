package org.distill4j.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.distill4j.data.Permutation;
import org.junit.jupiter.api.Test;

class RestorableRandomTest {

  @Test
  void itsNumbersAreThoseOfRandom() {
    for (long seed : new long[] {0, 1, -1, Long.MIN_VALUE, 1234567890123L}) {
      RestorableRandom ours = new RestorableRandom(seed);
      Random java = new Random(seed);
      for (int i = 1; i < 1_000; i++) {
        assertEquals(java.nextInt(i), ours.nextInt(i));
        assertEquals(java.nextBoolean(), ours.nextBoolean());
        assertEquals(java.nextDouble(), ours.nextDouble());
        assertEquals(java.nextLong(), ours.nextLong());
      }
    }
  }

  @Test
  void itGoesOnFromAnyState() {
    RestorableRandom random = new RestorableRandom(7);
    Permutation.of(100, random);
    long state = random.state();
    int[] order = Permutation.of(100, random);
    RestorableRandom other = new RestorableRandom(8);
    other.restore(state);
    assertArrayEquals(order, Permutation.of(100, other));
    assertEquals(random.state(), other.state());
  }
}
