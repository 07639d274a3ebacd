package org.distill4j.kernel.stop;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps some of the heap for one kernel, so that it can still answer when a cell fills it. */
final class Memory {
  private static final int RESERVED = 16 << 20;

  /** Where long-lived objects end: the part of the heap that a full collection leaves full. */
  private static final Optional<MemoryPoolMXBean> OLD =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
          .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()));

  private volatile byte @Nullable [] reserve = new byte[RESERVED];

  /** Whether the last collection left no room worth speaking of. */
  static boolean isFull() {
    Optional<MemoryUsage> left = OLD.map(MemoryPoolMXBean::getCollectionUsage);
    return left.isPresent() && left.get().getUsed() > 0.97 * left.get().getMax();
  }

  void releaseReserve() {
    reserve = null;
  }

  /** Called before each snippet: a cell may have set something big to null. */
  void restoreReserve() {
    if (isFull()) {
      System.gc();
    }
    Runtime heap = Runtime.getRuntime();
    long free = heap.maxMemory() - heap.totalMemory() + heap.freeMemory();
    if (reserve == null && free > 4L * RESERVED) {
      reserve = new byte[RESERVED];
    }
  }
}
