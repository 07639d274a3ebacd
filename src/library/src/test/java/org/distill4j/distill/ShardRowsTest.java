package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.distill4j.Refused;
import org.distill4j.data.Dataset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class ShardRowsTest {

  @TempDir Path folder;
  private final List<Integer> asked = new ArrayList<>();
  private Path list;
  private ShardWriter writer;

  @BeforeEach
  void open() {
    list = folder.resolve("a.errors.txt");
    writer = TransferSet.writer(folder);
  }

  private static TransferSet label(List<Integer> rows) {
    float[][] features = rows.stream().map(row -> new float[] {row, 1}).toArray(float[][]::new);
    Dataset data = Dataset.unlabelled(Nd4j.create(features), List.of("a", "b"));
    return TransferSet.label(data, x -> x.mul(2));
  }

  /** Writes so many rows, some of which are bad. */
  private List<String> write(int rows, IntPredicate bad, int errors) {
    return writer.write(
        "a",
        IntStream.range(0, rows).iterator(),
        some -> {
          asked.add(some.size());
          some.stream()
              .filter(bad::test)
              .forEach(
                  row -> {
                    throw new IllegalArgumentException("bad");
                  });
          return label(some);
        },
        errors);
  }

  private void assertHolds(int... rows) {
    TransferSet set = writer.finish().shard(0);
    int[] found = set.data().features().getColumn(0).toIntVector();
    assertArrayEquals(rows, found);
    assertEquals(set.data().features().mul(2), set.logits());
  }

  @Test
  void aThousandRowsAreAskedAboutTogether() {
    assertEquals(List.of(), write(2_500, row -> false, 0));
    assertEquals(List.of(1_000, 1_000, 500), asked);
    assertHolds(IntStream.range(0, 2_500).toArray());
    assertFalse(Files.exists(list));
  }

  @Test
  void rowsThatFailAreLeftOutAndListed() throws IOException {
    Set<Integer> bad = Set.of(3, 700, 1_200);
    List<String> lines = List.of("row 3: bad", "row 700: bad", "row 1200: bad");
    assertEquals(lines, write(1_500, bad::contains, 3));
    assertEquals(lines, Files.readAllLines(list));
    assertHolds(IntStream.range(0, 1_500).filter(row -> !bad.contains(row)).toArray());
    write(10, row -> false, 0);
    assertFalse(Files.exists(list), "the list of a shard that was replaced");
  }

  @Test
  void oneMoreStopsAll() throws IOException {
    Refused.state(
        "%s may lack 1 rows, but would lack 2: row 1: bad; row 1001: bad"
            .formatted(folder.resolve("a.shard")),
        () -> write(2_000, row -> row % 1_000 == 1, 1));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
    Refused.argument("errors must be at least 0, but was -1", () -> write(10, row -> false, -1));
  }

  @Test
  void withoutRowsThereIsNoShard() throws IOException {
    assertEquals(List.of(), write(0, row -> false, 0));
    assertEquals(2, write(2, row -> true, 2).size());
    assertEquals(List.of("row 0: bad", "row 1: bad"), Files.readAllLines(list));
    assertFalse(writer.has("a"));
  }

  @Test
  void anInterruptionIsNoError() {
    try {
      Refused.argument(
          "bad",
          () ->
              write(
                  10,
                  row -> {
                    Thread.currentThread().interrupt();
                    return true;
                  },
                  10));
    } finally {
      assertTrue(Thread.interrupted());
    }
    assertFalse(Files.exists(list));
  }

  @Test
  void everyRowMakesAnExample() {
    List<Integer> rows = List.of(1, 2, 3);
    Refused.argument(
        "3 rows from row 0 on must make as many examples, but made 1",
        () -> writer.write("a", rows.iterator(), some -> label(some.subList(0, 1)), 5));
  }

  @Test
  void aTeacherIsKnownByItsFiles() throws Exception {
    Path one = Files.writeString(folder.resolve("one"), "head");
    Path two = Files.writeString(folder.resolve("two"), "encoder");
    writer = writer.withTeacher(one, two);
    write(5, row -> false, 0);
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest("headencoder".getBytes(StandardCharsets.UTF_8));
    String fingerprint = "sha256:" + HexFormat.of().formatHex(digest);
    assertEquals(fingerprint, writer.finish().origin().teacher().orElseThrow());
    assertTrue(writer.withTeacher(fingerprint).has("a"));
    Path none = folder.resolve("none");
    Refused.io("cannot read %s: no such file".formatted(none), () -> writer.withTeacher(one, none));
  }
}
