package org.distill4j.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jazzer makes up inputs for some seconds, beginning with those in the corpus, and keeps those that
 * reach code that no other reached. An error that is not a refusal in words, a hang and the end of
 * the process fail the test; the input is in its message.
 */
class FuzzIT {

  /** Names of folders of the corpus, and the classes that take what is in them. */
  private static final List<String> TARGETS =
      List.of(
          "idx=org.distill4j.fuzz.FuzzIdx",
          "csv=org.distill4j.fuzz.FuzzCsv",
          "model=org.distill4j.fuzz.FuzzModel",
          "transfer-set=org.distill4j.fuzz.FuzzTransferSet",
          "notebook=org.distill4j.lab.FuzzNotebook",
          "wire=org.distill4j.kernel.protocol.FuzzWire");

  /** Classes whose branches guide the fuzzer. */
  private static final String OBSERVED = "org.distill4j.**:com.google.gson.**:com.univocity.**";

  private static final Path CORPUS = Path.of("src/fuzz/src/test/resources/corpus");

  private static final ExecutorService WORKERS =
      Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());

  @TempDir Path folder;

  @TestFactory
  List<DynamicTest> nothingButRefusalsInWords() {
    String chosen = System.getProperty("fuzz.target", "");
    return TARGETS.stream()
        .filter(target -> target.contains(chosen))
        .map(target -> test(target.substring(0, target.indexOf('='))))
        .toList();
  }

  @AfterAll
  static void stop() {
    WORKERS.shutdownNow();
  }

  /** Starts the fuzzer at once, if a worker is free, and lets the test wait for its end. */
  private DynamicTest test(String name) {
    Future<Ended> fuzzed = WORKERS.submit(() -> fuzz(name));
    return DynamicTest.dynamicTest(
        name,
        () -> {
          Ended ended = fuzzed.get();
          assertEquals(0, ended.status(), () -> text(ended.log()));
        });
  }

  private record Ended(int status, Path log) {}

  private Ended fuzz(String name) throws IOException, InterruptedException {
    Path corpus = CORPUS.resolve(name).toAbsolutePath();
    Path made = Files.createDirectories(folder.resolve(name));
    Path log = folder.resolve(name + ".log");
    Process jazzer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx700m",
                "-XX:+EnableDynamicAgentLoading",
                "-Dorg.bytedeco.javacpp.maxbytes=1g",
                "-Dorg.bytedeco.javacpp.maxphysicalbytes=3g",
                "-Dfuzz.corpus=" + corpus,
                "-cp",
                System.getProperty("java.class.path"),
                "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + target(name),
                "--instrumentation_includes=" + OBSERVED,
                "--custom_hook_includes=" + OBSERVED, // in all of ND4J they would take a minute
                "-max_total_time=" + System.getProperty("fuzz.seconds", "5"),
                "-max_len=8192",
                "-timeout=60",
                "-rss_limit_mb=0",
                made.toString(),
                corpus.toString())
            .directory(made.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      return new Ended(jazzer.waitFor(), log);
    } finally {
      jazzer.destroyForcibly();
    }
  }

  private static String target(String name) {
    String start = name + "=";
    return TARGETS.stream()
        .filter(target -> target.startsWith(start))
        .findFirst()
        .orElseThrow()
        .substring(start.length());
  }

  private static String text(Path log) {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
