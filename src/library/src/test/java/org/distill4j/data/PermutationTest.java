package org.distill4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PermutationTest {

  @Test
  void itHoldsEveryNumberOnce() {
    int[] order = Permutation.of(100, new Random(1));
    Arrays.sort(order);
    assertArrayEquals(IntStream.range(0, 100).toArray(), order);
  }

  @Test
  void itDependsOnTheSeedAlone() {
    int[] order = Permutation.of(100, new Random(1));
    assertArrayEquals(order, Permutation.of(100, new Random(1)));
    assertFalse(Arrays.equals(order, Permutation.of(100, new Random(2))));
  }

  @Test
  void everyOrderIsAboutEquallyLikely() {
    Random random = new Random(3);
    int[] count = new int[1000];
    for (int i = 0; i < 6_000; i++) {
      int[] order = Permutation.of(3, random);
      count[100 * order[0] + 10 * order[1] + order[2]]++;
    }
    int[] orders = Arrays.stream(count).filter(n -> n > 0).toArray();
    assertEquals(6, orders.length);
    assertEquals(1_000, Arrays.stream(orders).min().orElseThrow(), 100);
    assertEquals(1_000, Arrays.stream(orders).max().orElseThrow(), 100);
  }
}
