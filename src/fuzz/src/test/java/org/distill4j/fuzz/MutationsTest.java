package org.distill4j.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.distill4j.kernel.protocol.FuzzWire;
import org.distill4j.lab.FuzzNotebook;
import org.distill4j.model.Student;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The corpus, damaged as disks, networks and hands damage files: no error but a refusal in words.
 * {@code -Dmutations=500} makes as many of each kind of file.
 */
class MutationsTest {

  private static final int COUNT = Integer.getInteger("mutations", 40);
  private static final Path CORPUS = Path.of("src/fuzz/src/test/resources/corpus");
  private static final int[] EXTREMES = {0, -1, 1, Integer.MAX_VALUE, Integer.MIN_VALUE, 1 << 16};

  private static final Map<String, Input.Target> TARGETS =
      Map.of(
          "idx", FuzzIdx::fuzzerTestOneInput,
          "csv", FuzzCsv::fuzzerTestOneInput,
          "model", FuzzModel::fuzzerTestOneInput,
          "transfer-set", FuzzTransferSet::fuzzerTestOneInput,
          "notebook", FuzzNotebook::fuzzerTestOneInput,
          "wire", FuzzWire::fuzzerTestOneInput);

  @TempDir Path folder;

  private static List<byte[]> corpus(String name) throws IOException {
    try (Stream<Path> files = Files.list(CORPUS.resolve(name))) {
      List<Path> sorted = files.sorted().toList();
      byte[][] contents = new byte[sorted.size()][];
      for (int i = 0; i < contents.length; i++) {
        contents[i] = Files.readAllBytes(sorted.get(i));
      }
      return List.of(contents);
    }
  }

  /** Damage of one kind at one place. */
  private static byte[] mutated(byte[] whole, Random random) {
    int place = random.nextInt(whole.length);
    byte[] copy = whole.clone();
    switch (random.nextInt(7)) {
      case 0 -> copy[place] ^= (byte) (1 << random.nextInt(8));
      case 1 -> copy[place] = (byte) random.nextInt(256);
      case 2 -> copy = Arrays.copyOf(copy, place);
      case 3 -> copy = joined(Arrays.copyOf(copy, place), tail(whole, place + random.nextInt(9)));
      case 4 ->
          copy = joined(joined(Arrays.copyOf(copy, place), bytes(random)), tail(whole, place));
      case 5 -> copy = joined(copy, bytes(random));
      default -> {
        if (place + Integer.BYTES <= copy.length) {
          ByteBuffer.wrap(copy).putInt(place, EXTREMES[random.nextInt(EXTREMES.length)]);
        }
      }
    }
    return copy;
  }

  private static byte[] bytes(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(8)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, Math.min(from, bytes.length), bytes.length);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @ParameterizedTest
  @ValueSource(strings = {"idx", "csv", "model", "transfer-set", "notebook", "wire"})
  void damagedFilesAreReadOrRefusedInWords(String name) throws Exception {
    List<byte[]> whole = corpus(name);
    for (byte[] file : whole) {
      TARGETS.get(name).take(file);
    }
    for (int i = 0; i < COUNT; i++) {
      byte[] input = mutated(whole.get(i % whole.size()), new Random(i));
      try {
        TARGETS.get(name).take(input);
      } catch (Exception | Error e) {
        fail("mutation %d of %s: %s".formatted(i, name, Arrays.toString(input)), e);
      }
    }
  }

  @Test
  void aDamagedStudentIsNeverRead() throws IOException {
    Path file = folder.resolve("student.zip");
    Student.mlp(4).hidden(5).classes(3).seed(1).build().save(file);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < COUNT; i++) {
      byte[] input = mutated(whole, new Random(i));
      Files.write(file, input);
      assertEquals(Arrays.equals(whole, input), isRead(file), "mutation " + i);
    }
  }

  private static boolean isRead(Path file) {
    try {
      return Student.load(file).classes() == 3;
    } catch (IllegalArgumentException refused) {
      return false;
    }
  }
}
