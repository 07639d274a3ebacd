package org.distill4j.lab;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many kernels this machine, or the container that this process runs in, holds at once. */
final class Capacity {

  /** A kernel at its limit and the Python process that drives it. */
  private static final long BYTES_A_KERNEL = 1_400_000_000L;

  /** What the system, this process and a browser take. */
  private static final long BYTES_OF_OTHERS = 1_000_000_000L;

  private Capacity() {}

  /** As many as there are cores, if the memory is there; at least one. */
  static int kernels() {
    // The whole memory: what is free counts files that the system merely remembers as taken.
    long memory =
        ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    return kernels(Runtime.getRuntime().availableProcessors(), memory);
  }

  static int kernels(int cores, long memory) {
    long fit = (memory - BYTES_OF_OTHERS) / BYTES_A_KERNEL;
    return (int) Math.max(1, Math.min(cores, fit));
  }
}
