package org.distill4j.lab;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How many kernels this machine can run at once. */
final class Capacity {

  /** A kernel at its limit and the Python process that drives it. */
  private static final long BYTES_A_KERNEL = 1_400_000_000L;

  private Capacity() {}

  /** As many as there are cores, if the memory is there; at least one. */
  static int kernels() {
    long fit = availableMemory() / BYTES_A_KERNEL;
    return (int) Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), fit));
  }

  private static long availableMemory() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .sum();
    } catch (IOException notLinux) {
      return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getFreeMemorySize();
    }
  }
}
