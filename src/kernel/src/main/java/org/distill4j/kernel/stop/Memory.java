package org.distill4j.kernel.stop;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps some of the heap for one kernel, so that it can still answer when a cell fills it. In a
 * heap without any room the threads that speak with Jupyter fail, and the session is lost: a cell
 * is stopped before.
 */
final class Memory {
  private static final int RESERVED = 16 << 20;
  private static final long ROOM = 48 << 20;

  /** The time between two collections that are asked for, each of which may take a second. */
  private static final long PAUSE = 2_000_000_000L;

  /** Where long-lived objects end: the part of the heap that a full collection fills first. */
  private static final Optional<MemoryPoolMXBean> OLD =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP && pool.getCollectionUsage() != null)
          .max(Comparator.comparingLong(pool -> pool.getUsage().getMax()));

  private volatile byte @Nullable [] reserve = new byte[RESERVED];
  private long collected = System.nanoTime() - PAUSE;

  /** Whether what lives, or only waits for a collection, leaves the kernel no room. */
  static boolean looksFull() {
    return OLD.isPresent() && leavesNoRoom(OLD.get().getUsage());
  }

  /** Whether what lives leaves the kernel no room; asks for a collection if that is not known. */
  boolean isFull() {
    if (!looksFull()) {
      return false;
    }
    if (System.nanoTime() - collected < PAUSE) {
      return leavesNoRoom(OLD.get().getCollectionUsage());
    }
    System.gc();
    collected = System.nanoTime();
    return looksFull();
  }

  private static boolean leavesNoRoom(MemoryUsage usage) {
    return usage.getMax() - usage.getUsed() < Math.min(ROOM, usage.getMax() / 10);
  }

  void releaseReserve() {
    reserve = null;
  }

  /** Called before each snippet: a cell may have set something big to null. */
  void restoreReserve() {
    Runtime heap = Runtime.getRuntime();
    long free = heap.maxMemory() - heap.totalMemory() + heap.freeMemory();
    if (reserve == null && free > 4L * RESERVED) {
      reserve = new byte[RESERVED];
    }
  }
}
