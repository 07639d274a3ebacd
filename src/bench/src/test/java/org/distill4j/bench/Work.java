package org.distill4j.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntFunction;

/** Measures one piece of work and prints its name and a number, for {@link Benchmark} to read. */
final class Work {

  static final int BATCH = 128;

  private Work() {}

  static void report(String name, double value) {
    System.out.printf(Locale.ROOT, "%s %.6g%n", name, value);
  }

  /**
   * Images per second, after as much work that does not count.
   *
   * @param prepare makes what is to be timed from a number of images
   */
  static void rate(String name, int images, IntFunction<Runnable> prepare) {
    prepare.apply(images).run();
    Runnable work = prepare.apply(images);
    long start = System.nanoTime();
    work.run();
    report(name, images / seconds(start));
  }

  /** Median milliseconds of 101 runs, after as many that do not count. */
  static void latency(String name, Runnable work) {
    double[] times = new double[202];
    for (int run = 0; run < times.length; run++) {
      long start = System.nanoTime();
      work.run();
      times[run] = 1e3 * seconds(start);
    }
    report(name, Arrays.stream(times, 101, 202).sorted().toArray()[50]);
  }

  static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** Peak resident megabytes of this process until now, where the system tells. */
  static void memory(String name) throws IOException {
    memory(name, "VmHWM:");
  }

  /** Megabytes that Linux gives in a line about this process. */
  static void memory(String name, String start) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.isReadable(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith(start)) {
          report(name, Integer.parseInt(line.replaceAll("\\D", "")) / 1024.0);
        }
      }
    }
  }
}
