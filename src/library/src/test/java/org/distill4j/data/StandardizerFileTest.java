package org.distill4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import org.distill4j.Refused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class StandardizerFileTest {

  @TempDir Path folder;
  private final Dataset train = Mixed.examples(50, 1);
  private final Standardizer standardizer = Standardizer.fit(train);
  private Path file;

  @BeforeEach
  void save() {
    file = folder.resolve("numbers.txt");
    standardizer.save(file);
  }

  @Test
  void whatIsReadStandardizesToTheBit() {
    Standardizer read = Standardizer.load(file);
    INDArray features = Mixed.examples(20, 2).features();
    assertEquals(standardizer.apply(features), read.apply(features));
    assertArrayEquals(standardizer.means().toDoubleVector(), read.means().toDoubleVector());
    assertArrayEquals(
        standardizer.deviations().toDoubleVector(), read.deviations().toDoubleVector());
    assertEquals(standardizer.toString(), read.toString());
  }

  @Test
  void theFileCanBeReadByPeople() throws IOException {
    assertEquals(
        "distill4j standardizer 1", Files.readAllLines(file).get(0), "the first line says what");
    assertEquals("5", Files.readAllLines(file).get(1));
    assertEquals(
        standardizer.means().getDouble(0) + " " + standardizer.deviations().getDouble(0),
        Files.readAllLines(file).get(2));
  }

  @Test
  void aStandardizerOfOneFeatureIsRead() {
    Dataset one = Dataset.unlabelled(Nd4j.create(new float[][] {{1}, {4}}), train.classes());
    Standardizer.fit(one).save(file);
    assertEquals(2.5, Standardizer.load(file).means().getDouble(0));
  }

  @Test
  void everyPartOfAFileIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertRefused();
    }
  }

  @Test
  void everyChangedByteIsNoticed() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] changed = whole.clone();
      changed[i] ^= 1;
      Files.write(file, changed);
      assertRefused();
    }
  }

  private void assertRefused() {
    String text =
        assertThrows(IllegalArgumentException.class, () -> Standardizer.load(file)).getMessage();
    assertTrue(text.startsWith(file.toString()), text);
  }

  /** With a right checksum, so that what it says must be looked at. */
  private void write(String content) throws Exception {
    byte[] sum =
        MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
    Files.writeString(file, content + HexFormat.of().formatHex(sum) + "\n");
  }

  @Test
  void numbersThatCannotBeAreRefused() throws Exception {
    String start = "distill4j standardizer 1\n1\n";
    for (String numbers :
        new String[] {"NaN 1", "1 Infinity", "1 -1", "1", "", "a b", "1 1\n2 2", "1 1 1"}) {
      write(start + numbers + "\n");
      assertRefused();
    }
    write("distill4j standardizer 1\n");
    assertRefused();
    write(start + "0.5 2\n");
    assertEquals(2, Standardizer.load(file).deviations().getDouble(0));
  }

  @Test
  void foreignAndMissingFilesAreNamed() throws IOException {
    Files.writeString(file, "distill4j standardizer 2\n");
    Refused.argument(
        file + " is no standardizer: it does not begin with 'distill4j standardizer 1'",
        () -> Standardizer.load(file));
    Files.write(file, new byte[] {(byte) 0xff, 0});
    Refused.argument(
        file + " is no standardizer: it is no UTF-8 text", () -> Standardizer.load(file));
    Path none = folder.resolve("none");
    Refused.io("there is no standardizer " + none, () -> Standardizer.load(none));
    Path below = none.resolve("x");
    Refused.io(
        "cannot write %s: there is no folder %s".formatted(below, none),
        () -> standardizer.save(below));
  }
}
