package org.distill4j.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.distill4j.Refused;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdxTest {

  private static final int IMAGES = 0x0803;
  private static final int LABELS = 0x0801;
  private static final List<String> NAMES = List.of("a", "b", "c");

  @TempDir private Path folder;
  private Path images;
  private Path labels;

  @BeforeEach
  void writeThreeImages() throws IOException {
    images = folder.resolve("train-images-idx3-ubyte");
    labels = folder.resolve("train-labels-idx1-ubyte");
    Files.write(images, idx(IMAGES, new int[] {3, 2, 1}, 0, 255, 51, 102, 255, 0));
    Files.write(labels, idx(LABELS, new int[] {3}, 2, 0, 1));
  }

  private static byte[] idx(int magic, int[] sizes, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 + 4 * sizes.length + values.length).putInt(magic);
    Arrays.stream(sizes).forEach(bytes::putInt);
    Arrays.stream(values).forEach(value -> bytes.put((byte) value));
    return bytes.array();
  }

  private static byte[] zip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void readsPlainFiles() {
    assertIsThreeImages(Idx.load(folder, "train", NAMES));
  }

  @Test
  void readsCompressedFiles() throws IOException {
    Files.write(folder.resolve("train-images-idx3-ubyte.gz"), zip(Files.readAllBytes(images)));
    Files.write(folder.resolve("train-labels-idx1-ubyte.gz"), zip(Files.readAllBytes(labels)));
    Files.delete(images);
    Files.delete(labels);
    assertIsThreeImages(Idx.load(folder, "train", NAMES));
  }

  @Test
  void readsFilesThatSomebodyUnpackedWithoutRenamingThem() throws IOException {
    Files.move(images, folder.resolve("train-images-idx3-ubyte.gz"));
    assertIsThreeImages(Idx.load(folder, "train", NAMES));
  }

  private static void assertIsThreeImages(Dataset set) {
    assertEquals(3, set.size());
    assertEquals(Optional.of(ImageShape.gray(2, 1)), set.image());
    assertArrayEquals(new float[] {0.2f, 0.4f, 0, 1}, set.features(1, 0).data().asFloat());
    assertEquals(2, set.label(0));
    assertEquals(1, set.label(2));
  }

  @Test
  void refusesAMissingFile() throws IOException {
    Files.delete(images);
    Refused.io(
        images + ": expected this file, or it with .gz, but found none",
        () -> Idx.load(folder, "train", NAMES));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 4, 9, 15})
  void refusesAFileWithoutAWholeHeader(int length) throws IOException {
    Files.write(images, Arrays.copyOf(Files.readAllBytes(images), length));
    assertRefused(images, "expected images in the IDX format, whole, but found its end too early");
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    Files.write(images, Arrays.copyOf(Files.readAllBytes(images), 20));
    assertRefused(images, "expected 6 bytes for 3 x 2 x 1 images, but found 4 bytes");
  }

  @Test
  void refusesAFileWithMoreThanItSays() throws IOException {
    Files.write(labels, Arrays.copyOf(Files.readAllBytes(labels), 12));
    assertRefused(labels, "expected 3 bytes for 3 labels, but found more");
  }

  @Test
  void refusesATruncatedCompressedFile() throws IOException {
    byte[] packed = zip(Files.readAllBytes(images));
    Files.write(images, Arrays.copyOf(packed, packed.length - 10));
    assertRefused(images, "expected images in the IDX format, whole, but found its end too early");
  }

  @Test
  void refusesADamagedCompressedFile() throws IOException {
    byte[] packed = zip(Files.readAllBytes(images));
    packed[packed.length - 6] ^= 1; // in the checksum
    Files.write(images, packed);
    assertRefused(
        images, "expected images in the IDX format, whole, but found damaged compression");
  }

  @Test
  void refusesAForeignFile() throws IOException {
    Files.writeString(images, "<!DOCTYPE html><title>404</title>");
    assertRefused(images, "expected images, which begin with 0x00000803, but found 0x3c21444f");
  }

  @Test
  void refusesLabelsInPlaceOfImages() throws IOException {
    Files.copy(labels, images, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertRefused(images, "expected images, which begin with 0x00000803, but found 0x00000801");
  }

  @Test
  void refusesSizesThatAreNone() throws IOException {
    Files.write(images, idx(IMAGES, new int[] {3, 0, 1}));
    assertRefused(images, "expected sizes of at least 1, but found 0");
    Files.write(images, idx(IMAGES, new int[] {3, -5, 1}));
    assertRefused(images, "expected sizes of at least 1, but found -5");
  }

  @Test
  void takesNoMemoryForSizesThatTheFileCannotHold() throws IOException {
    Files.write(images, idx(IMAGES, new int[] {60_000, 28, 28}, 1, 2, 3));
    assertRefused(
        images, "expected 47,040,000 bytes for 60000 x 28 x 28 images, but found 3 bytes");
    Files.write(images, idx(IMAGES, new int[] {2_000_000_000, 2_000_000_000, 2_000_000_000}));
    assertRefused(images, "expected at most 2 GiB of images, but found 2000000000 x 2000000000");
  }

  @Test
  void refusesAnotherNumberOfImagesThanOfLabels() throws IOException {
    Files.write(labels, idx(LABELS, new int[] {2}, 0, 1));
    assertRefused(
        images, "expected 2 images, one for each label in train-labels-idx1-ubyte, but found 3");
  }

  @Test
  void refusesALabelThatIsNoClass() throws IOException {
    Files.write(labels, idx(LABELS, new int[] {3}, 0, 255, 1));
    assertRefused(labels, "expected labels from 0 to 2, but found 255 for example 1");
  }

  private void assertRefused(Path file, String text) {
    Refused.argument(file + ": " + text, () -> Idx.load(folder, "train", NAMES));
  }
}
