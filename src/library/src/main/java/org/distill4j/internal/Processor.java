package org.distill4j.internal;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;

/**
 * What native code needs to know of the processor.
 *
 * @param avx2 whether the native library's AVX2 build runs
 * @param skylakeX whether OpenBLAS's kernels for AVX-512 run, which it does not choose by itself on
 *     processors newer than itself
 */
record Processor(boolean avx2, boolean skylakeX) {

  private static final Set<String> SKYLAKE_X =
      Set.of("avx512f", "avx512dq", "avx512bw", "avx512vl");

  static Processor here() {
    Path file = Path.of("/proc/cpuinfo");
    if (Files.isReadable(file)) {
      try {
        return of(Files.readAllLines(file));
      } catch (IOException e) {
        return new Processor(false, false);
      }
    }
    return new Processor(avx2OfThisMachine(), false);
  }

  /** Reads the lines of Linux's {@code /proc/cpuinfo}. */
  static Processor of(List<String> cpuinfo) {
    List<String> flags =
        cpuinfo.stream()
            .filter(line -> line.startsWith("flags"))
            .findFirst()
            .map(line -> List.of(line.substring(line.indexOf(':') + 1).strip().split("\\s+")))
            .orElse(List.of());
    return new Processor(flags.contains("avx2"), new HashSet<>(flags).containsAll(SKYLAKE_X));
  }

  /** Asks the Java machine, which knows on every system. */
  static boolean avx2OfThisMachine() {
    try {
      Object option =
          ManagementFactory.getPlatformMBeanServer()
              .invoke(
                  new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                  "getVMOption",
                  new Object[] {"UseAVX"},
                  new String[] {String.class.getName()});
      return Integer.parseInt(((CompositeData) option).get("value").toString()) >= 2;
    } catch (JMException | RuntimeMBeanException | LinkageError noSuchOption) {
      return false;
    }
  }
}
