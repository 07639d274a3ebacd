package org.distill4j.kernel;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;

/** How long a reader waits for the kernel: part of the benchmark. */
public final class KernelStart {

  private static final int CELLS = 21;

  private KernelStart() {}

  /**
   * Starts a kernel as Jupyter does and runs its first cells.
   *
   * @param spec the content of {@code kernel.json}
   * @return seconds from start to first result, milliseconds of a trivial cell (median), seconds of
   *     a first array
   */
  public static Map<String, Double> measure(JsonObject spec) throws IOException {
    long start = System.nanoTime();
    try (KernelProcess kernel = new KernelProcess(file -> command(spec, file))) {
      double first = seconds(kernel, "1 + 1", start);
      double cell =
          DoubleStream.generate(() -> seconds(kernel, "1 + 1", System.nanoTime()))
              .limit(CELLS)
              .sorted()
              .toArray()[CELLS / 2];
      double array = seconds(kernel, "org.nd4j.linalg.factory.Nd4j.zeros(2, 2)", System.nanoTime());
      return Map.of("start", first, "cell", 1e3 * cell, "array", array);
    }
  }

  private static double seconds(KernelProcess kernel, String code, long start) {
    if (kernel.value(code).isEmpty()) {
      throw new IllegalStateException("the kernel gave no value for " + code);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  private static ProcessBuilder command(JsonObject spec, Path connectionFile) {
    List<String> argv =
        StreamSupport.stream(spec.getAsJsonArray("argv").spliterator(), false)
            .map(word -> word.getAsString().replace("{connection_file}", connectionFile.toString()))
            .collect(Collectors.toList());
    ProcessBuilder builder = new ProcessBuilder(argv);
    spec.getAsJsonObject("env")
        .entrySet()
        .forEach(
            variable ->
                builder.environment().put(variable.getKey(), variable.getValue().getAsString()));
    return builder;
  }
}
