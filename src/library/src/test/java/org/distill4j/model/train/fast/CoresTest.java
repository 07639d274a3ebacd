package org.distill4j.model.train.fast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

class CoresTest {

  private static final long MUCH = 1L << 40;

  private static int parts(int items, long work) {
    AtomicInteger parts = new AtomicInteger();
    Cores.divide(items, work, (from, to) -> parts.incrementAndGet());
    return parts.get();
  }

  @Test
  void everyItemIsDoneOnce() {
    for (int items : new int[] {1, 2, 7, 1200}) {
      AtomicIntegerArray done = new AtomicIntegerArray(items);
      Cores.divide(
          items,
          MUCH,
          (from, to) -> {
            for (int i = from; i < to; i++) {
              done.incrementAndGet(i);
            }
          });
      for (int i = 0; i < items; i++) {
        assertEquals(1, done.get(i), "item " + i + " of " + items);
      }
    }
  }

  @Test
  void muchWorkIsDividedAmongAllCoresAndLittleIsNot() {
    assertEquals(Runtime.getRuntime().availableProcessors(), parts(1000, MUCH));
    assertEquals(1, parts(1000, 1000));
    assertEquals(1, parts(1, MUCH));
  }

  @Test
  void whatAPartThrowsReachesTheCaller() {
    for (int where : new int[] {0, 999}) {
      IllegalStateException thrown =
          assertThrows(
              IllegalStateException.class,
              () ->
                  Cores.divide(
                      1000,
                      MUCH,
                      (from, to) -> {
                        if (from <= where && where < to) {
                          throw new IllegalStateException("item " + where);
                        }
                      }));
      assertTrue(thrown.getMessage().endsWith("item " + where), thrown.getMessage());
    }
    assertEquals(1, parts(1, MUCH), "it goes on working");
  }

  @Test
  void severalThreadsMayDivideWorkAtOnce() throws InterruptedException {
    int[] sums = new int[4];
    Thread[] threads = new Thread[sums.length];
    for (int t = 0; t < threads.length; t++) {
      int mine = t;
      threads[t] =
          new Thread(
              () -> {
                for (int run = 0; run < 200; run++) {
                  AtomicInteger sum = new AtomicInteger();
                  Cores.divide(100, MUCH, (from, to) -> sum.addAndGet(to - from));
                  sums[mine] += sum.get();
                }
              });
      threads[t].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertArrayEquals(new int[] {20_000, 20_000, 20_000, 20_000}, sums);
  }
}
