package org.distill4j.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A {@link Witness} that has ended without a word.
 *
 * @param seen the names and values that it wrote
 * @param compiled the methods that Java compiled, one a line
 */
record Ended(Map<String, String> seen, List<String> compiled) {

  private static final Set<String> VARIABLES =
      Set.of("GOMP_SPINCOUNT", "OMP_WAIT_POLICY", "OPENBLAS_THREAD_TIMEOUT", "OPENBLAS_CORETYPE");

  /**
   * Runs one, and fails if it prints anything.
   *
   * @param java its Java
   * @param variables the only ones of OpenMP's and OpenBLAS's in its environment
   * @param options of its Java machine
   * @param acts what it does first
   */
  static Ended after(Path java, Map<String, String> variables, List<String> options, String... acts)
      throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("witness");
    Path seen = folder.resolve("seen");
    Path compiled = folder.resolve("compiled");
    try {
      List<String> command = new ArrayList<>(List.of(java.resolve("bin/java").toString()));
      command.add("-Xlog:jit+compilation=debug:file=" + compiled + "::filecount=0");
      command.addAll(options);
      command.addAll(List.of("-cp", System.getProperty("java.class.path")));
      command.addAll(List.of(Witness.class.getName(), seen.toString()));
      command.addAll(List.of(acts));
      ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().keySet().removeAll(VARIABLES);
      builder.environment().putAll(variables);
      Process process = builder.start();
      assertEquals("", new String(process.getInputStream().readAllBytes(), UTF_8));
      assertEquals(0, process.waitFor());
      Map<String, String> pairs =
          Files.readAllLines(seen).stream()
              .map(line -> line.split("=", 2))
              .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
      return new Ended(pairs, Files.readAllLines(compiled));
    } finally {
      Files.deleteIfExists(seen);
      Files.deleteIfExists(compiled);
      Files.delete(folder);
    }
  }

  /** This Java and the others in the same folder, as {@code /usr/lib/jvm} has them. */
  static List<Path> javas() throws IOException {
    Path own = Path.of(System.getProperty("java.home")).toRealPath();
    List<Path> found = new ArrayList<>(List.of(own));
    try (Stream<Path> homes = Files.list(Objects.requireNonNull(own.getParent()))) {
      for (Path home : homes.sorted().toList()) {
        boolean isNew = Files.exists(home) && !found.contains(home.toRealPath());
        if (isNew && Files.isExecutable(home.resolve("bin").resolve("jshell"))) {
          found.add(home.toRealPath());
        }
      }
    }
    return found;
  }

  String see(String name) {
    return seen.getOrDefault(name, "not written");
  }

  /** Whether any method of ND4J's calls of native operations was compiled that has this name. */
  boolean compiled(String method) {
    return compiled.stream()
        .anyMatch(line -> line.contains("NativeOpExecutioner::" + method + " "));
  }
}
