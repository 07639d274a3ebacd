package org.distill4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.distill4j.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeFileTest {

  @TempDir Path folder;

  private static void write(Path file, String text) {
    WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void aFileIsReplaced() throws IOException {
    Path file = folder.resolve("a");
    write(file, "one");
    write(file, "two");
    assertEquals("two", Files.readString(file));
    assertEquals(List.of("a"), files());
  }

  @Test
  void afterAFailureThereIsWhatWasThere() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "one");
    UncheckedIOException e =
        assertThrows(
            UncheckedIOException.class,
            () ->
                WholeFile.write(
                    file,
                    out -> {
                      out.write(1);
                      throw new IOException("disk full");
                    }));
    assertEquals("cannot write %s: disk full".formatted(file), e.getMessage());
    assertEquals("one", Files.readString(file));
    assertEquals(List.of("a"), files());
  }

  @Test
  void ofFilesThatBelongTogetherAllAreReplacedOrNone() throws IOException {
    Path first = Files.writeString(folder.resolve("a"), "one");
    Path second = folder.resolve("b");
    Map<Path, WholeFile.Content> files = new LinkedHashMap<>();
    files.put(first, out -> out.write('1'));
    files.put(
        second,
        out -> {
          out.write('2');
          throw new IOException("disk full");
        });
    Refused.io("cannot write %s: disk full".formatted(second), () -> WholeFile.writeAll(files));
    assertEquals("one", Files.readString(first));
    assertEquals(List.of("a"), files());

    files.put(second, out -> out.write('2'));
    WholeFile.writeAll(files);
    assertEquals("1", Files.readString(first));
    assertEquals("2", Files.readString(second));
    assertEquals(2, files().size());
  }

  @Test
  void theDraftOfADeadProcessGoesAndThatOfALivingOneStays() throws Exception {
    Path dead = Files.writeString(folder.resolve(".distill4j-0-0.draft"), "half");
    Path other = Files.writeString(folder.resolve(".distill4j-0-0.txt"), "mine");
    Path living = folder.resolve(".distill4j-0-1.draft");
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-cp",
                System.getProperty("java.class.path"),
                LivingDraft.class.getName(),
                living.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      assertEquals('!', writer.getInputStream().read());
      write(folder.resolve("a"), "one");
      assertFalse(Files.exists(dead));
      assertTrue(Files.exists(living) && Files.exists(other));
    } finally {
      writer.destroyForcibly().waitFor();
    }
    write(folder.resolve("a"), "two");
    assertFalse(Files.exists(living));
    assertTrue(Files.exists(other));
  }

  @Test
  void manyThreadsWriteIntoOneFolder() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Future<?>> writers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        String text = String.valueOf(i);
        Path file = folder.resolve("a" + i % 4);
        writers.add(threads.submit(() -> write(file, text)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertEquals(Set.of("a0", "a1", "a2", "a3"), Set.copyOf(files()));
  }

  @Test
  void placesThatAreNoFolderAreRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "one");
    Path below = file.resolve("b");
    Refused.io(
        "cannot write %s: there is no folder %s".formatted(below, file), () -> write(below, ""));
    Refused.io("cannot write %s: it is a folder".formatted(folder), () -> write(folder, ""));
    assertEquals(List.of("a"), files());
  }
}
