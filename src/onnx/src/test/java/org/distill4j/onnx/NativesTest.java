package org.distill4j.onnx;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

/** ONNX Runtime's libraries in processes of their own. */
class NativesTest {

  @TempDir private Path folder;

  private Path model() {
    return Made.linear(Nd4j.ones(4, 3), Nd4j.zeros(3)).write(folder.resolve("model.onnx"));
  }

  private String output(Path temporary, Path cache, String first)
      throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-Djava.io.tmpdir=" + temporary,
            "-Dorg.bytedeco.javacpp.cachedir=" + cache,
            "-cp",
            System.getProperty("java.class.path"),
            Killed.class.getName(),
            model().toString(),
            first);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(137, process.waitFor(), output);
    return output;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains("onnx"))
          .toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"onnx", "nd4j"})
  void workBesideNd4jInBothOrdersAndLeaveNothingWhereTheProcessIsKilled(String first)
      throws Exception {
    Path temporary = Files.createDirectory(folder.resolve("temporary"));
    Path cache = Files.createDirectory(folder.resolve("cache"));
    for (int run = 0; run < 2; run++) {
      assertEquals("sum 120000", output(temporary, cache, first)); // 100 * 100 * 3 * 4
      assertEquals(List.of(), names(temporary));
      assertEquals(List.of("onnxruntime-1.28.0.jar"), names(cache));
    }
  }

  @Test
  void theirFolderIsToldOnlyWhileTheyAreLoaded() {
    Natives.environment();
    assertNull(System.getProperty("onnxruntime.native.path"));
  }
}
