package org.distill4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    assertEquals("cannot write %s: java.io.IOException: disk full".formatted(file), e.getMessage());
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
    Refused.io(
        "cannot write %s: java.io.IOException: disk full".formatted(second),
        () -> WholeFile.writeAll(files));
    assertEquals("one", Files.readString(first));
    assertEquals(List.of("a"), files());

    files.put(second, out -> out.write('2'));
    WholeFile.writeAll(files);
    assertEquals("1", Files.readString(first));
    assertEquals("2", Files.readString(second));
    assertEquals(2, files().size());
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
