package org.distill4j.model.network.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.model.Student;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Model files that are damaged, or made to do harm: each is refused, in words. */
class DamagedModelFileTest {

  private static final String CONFIGURATION = "configuration.json";
  private static final String WEIGHTS = "coefficients.bin";

  /** Bytes of the array before its shape: mode, length and type. */
  private static final int SHAPE = 2 + 16 + 8 + 2 + 4;

  @TempDir Path folder;
  private final Student student = Toy.student(7);
  private Path file;

  @BeforeEach
  void save() {
    file = folder.resolve("student.zip");
    student.save(file);
  }

  private void write(Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  /** Writes the file anew, with right checksums, and with another entry. */
  private void replace(String name, byte[] content) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (String entry : new String[] {CONFIGURATION, WEIGHTS}) {
        entries.put(entry, zip.getInputStream(zip.getEntry(entry)).readAllBytes());
      }
    }
    entries.put(name, content);
    write(entries);
  }

  private void assertRefused(String reason) {
    Refused.argument(
        "%s is no DL4J model, or only a part of one: %s".formatted(file, reason),
        () -> Student.load(file));
  }

  @Test
  void oneWrongBitAnywhereIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int place = 0; place < whole.length; place += 11) {
      byte[] damaged = whole.clone();
      damaged[place] ^= (byte) (1 << place % 8);
      Files.write(file, damaged);
      assertThrows(IllegalArgumentException.class, () -> Student.load(file), "byte " + place);
    }
  }

  @Test
  void oneWrongBitInAFileOfDl4jNeverChangesAWeight() throws IOException {
    ((MultiLayerNetwork) student.network()).save(file.toFile(), false);
    byte[] whole = Files.readAllBytes(file);
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 60; i++) {
      byte[] damaged = whole.clone();
      damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, damaged);
      try {
        assertEquals(student.network().params(), Student.load(file).network().params());
      } catch (IllegalArgumentException e) {
        refused++;
      }
    }
    assertTrue(refused > 30, "refused " + refused);
  }

  @Test
  void weightsThatAreNoNumbersAreNeitherReadNorWritten() throws IOException {
    ByteBuffer weights = ByteBuffer.wrap(weights(1, 126, "FLOAT", 126));
    weights.putFloat(weights.limit() - 8, Float.NaN);
    weights.putFloat(weights.limit() - 4, Float.NEGATIVE_INFINITY);
    replace(WEIGHTS, weights.array());
    assertRefused("2 of its weights are NaN or infinite");
    student.network().params().putScalar(3, Double.POSITIVE_INFINITY);
    Refused.state(
        "nothing is written to %s: 1 of the network's weights are NaN or infinite".formatted(file),
        () -> student.save(file));
  }

  /** An array as ND4J writes it, which may say something else of itself than it holds. */
  private static byte[] weights(int rank, long says, String type, int holds) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.writeUTF("MIXED_DATA_TYPES");
    out.writeLong(2L * rank + 4);
    out.writeUTF("LONG");
    out.writeLong(rank);
    for (int i = 0; i < rank; i++) {
      out.writeLong(i == rank - 1 ? says : 1);
    }
    for (int i = 0; i < rank + 3; i++) {
      out.writeLong(1);
    }
    out.writeUTF("MIXED_DATA_TYPES");
    out.writeLong(says);
    out.writeUTF(type);
    out.write(new byte[4 * holds]);
    return bytes.toByteArray();
  }

  @Test
  void arraysThatLieAboutThemselvesAreRefusedBeforeMemoryIsTaken() throws IOException {
    replace(WEIGHTS, weights(1, Integer.MAX_VALUE, "FLOAT", 126));
    assertRefused("its configuration asks for 126 weights, but it has 2,147,483,647");
    replace(WEIGHTS, weights(1, 126, "FLOAT", 20));
    assertRefused("its 126 weights would not fit into the 193 bytes that are there");
    replace(WEIGHTS, weights(1, 126, "FLOAT", 127));
    assertRefused("its coefficients.bin goes on after its end");
    replace(WEIGHTS, weights(1, 126, "UTF8", 126));
    assertRefused("its weights must be of type FLOAT or DOUBLE, but are UTF8");
    replace(WEIGHTS, weights(1, 126, "DOUBLE", 252));
    assertRefused("its configuration asks for weights of type FLOAT, but they are DOUBLE");
    replace(WEIGHTS, weights(3, 126, "FLOAT", 126));
    assertRefused(
        "its weights must be a row of 126, but are an array described by"
            + " [3, 1, 1, 126, 1, 1, 1, 1, 1, 1]");
    for (long length : new long[] {Long.MAX_VALUE, -1, 0}) {
      byte[] shape = weights(1, 126, "FLOAT", 126);
      ByteBuffer.wrap(shape).putLong(18, length);
      replace(WEIGHTS, shape);
      assertRefused("its weights do not begin as an array of ND4J does");
    }
    byte[] rank = weights(1, 126, "FLOAT", 126);
    ByteBuffer.wrap(rank).putLong(SHAPE, Long.MIN_VALUE);
    replace(WEIGHTS, rank);
    assertRefused(
        "its weights must be a row of 126, but are an array described by"
            + " [-9223372036854775808, 126, 1, 1, 1, 1]");
  }

  @Test
  void configurationsOfUnusualSizeAreRefused() throws IOException {
    replace(CONFIGURATION, "{\"a\": %s".formatted("[".repeat(200_000)).getBytes(UTF_8));
    assertRefused("its configuration.json has too many parts or levels");
    replace(CONFIGURATION, "[%s0]".formatted("0,".repeat(1_000_000)).getBytes(UTF_8));
    assertRefused("its configuration.json has too many parts or levels");
    replace(CONFIGURATION, "{\"a\": %s}".formatted("9".repeat(2_000)).getBytes(UTF_8));
    assertRefused("its configuration.json has a number that is too long");
    replace(CONFIGURATION, " ".repeat(20_000_000).getBytes(UTF_8));
    assertRefused("its configuration.json has more than 16,777,216 bytes");
  }

  @Test
  void entriesThatArePackedTooWellAreNotUnpacked() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(CONFIGURATION, new byte[(1 << 26) + 1]);
    write(entries);
    assertRefused(
        "its configuration.json would unpack to 67,108,865 bytes, more than 100 times its size");
  }

  @Test
  void aClassMustHaveOneName() throws IOException {
    replace(CONFIGURATION, "{\"confs\": [{\"@class\": [\"a\"]}]}".getBytes(UTF_8));
    assertRefused("it names the foreign class [...], whose package is not among the trusted");
  }

  @Test
  void filesOfEarlierVersionsAreRead() throws Exception {
    Path old = Path.of(getClass().getResource("/student-0.1.0.zip").toURI());
    Student loaded = Student.load(old);
    INDArray features = Nd4j.createFromArray(new float[][] {{1, 2, 3, 4}});
    float[] logits = loaded.logits(features).toFloatVector();
    assertEquals(2.2960, logits[0], 1e-4);
    assertEquals(2.6723, logits[1], 1e-4);
    assertEquals(-0.7511, logits[2], 1e-4);
    assertEquals(Map.of(), Student.origin(old));
  }

  @Test
  void filesOfLaterVersionsAreRefused() throws IOException {
    replace("distill4j.json", "{\"format\": 2}".getBytes(UTF_8));
    assertRefused("its format must be 1, which this version reads, but is 2");
  }

  @Test
  void theSameNetworkMakesTheSameBytes() throws IOException {
    byte[] first = Files.readAllBytes(file);
    student.save(file);
    assertEquals(ByteBuffer.wrap(first), ByteBuffer.wrap(Files.readAllBytes(file)));
  }
}
