package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.internal.Checksum;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transfer sets with a right checksum whose content is wrong. */
class HostileTransferFileTest {

  private static final int N = 10;

  @TempDir Path folder;
  private final Dataset data = Toy.points(N, 1);
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  @BeforeEach
  void begin() throws IOException {
    bytes.reset();
    out.writeUTF("distill4j transfer set 1");
    out.write(Fingerprint.of(data));
  }

  /** One matrix: what it says of itself, and how many floats there are. */
  private void matrix(String name, int[] sizes, int floats) throws IOException {
    out.writeUTF(name);
    out.writeBoolean(false);
    out.writeByte(sizes.length);
    for (int size : sizes) {
      out.writeInt(size);
    }
    for (int i = 0; i < floats; i++) {
      out.writeFloat(i);
    }
  }

  private Path sealed() throws IOException {
    byte[] content = bytes.toByteArray();
    out.write(Checksum.sha256().digest(content));
    return Files.write(folder.resolve("set"), bytes.toByteArray());
  }

  private void assertRefused(String reason) throws IOException {
    Path file = sealed();
    Refused.argument(
        "%s is only a part of a transfer set, or damaged: %s".formatted(file, reason),
        () -> TransferSet.load(file, data));
    begin();
  }

  @Test
  void aRightOneIsRead() throws IOException {
    out.writeInt(2);
    matrix("", new int[] {3}, 30);
    matrix("maps", new int[] {1, 2, 2}, 40);
    assertEquals(39, TransferSet.load(sealed(), data).hint("maps").getDouble(9, 0, 1, 1));
  }

  @Test
  void countsOfMatricesThatCannotBe() throws IOException {
    for (int count : new int[] {0, -1}) {
      out.writeInt(count);
      assertRefused("it has %d matrices, so no logits".formatted(count));
    }
    out.writeInt(Integer.MAX_VALUE);
    matrix("", new int[] {3}, 30);
    assertRefused("its matrices do not end where it does");
    out.writeInt(1);
    matrix("", new int[] {3}, 30);
    matrix("more", new int[] {3}, 30);
    assertRefused("it goes on after its matrices");
  }

  @Test
  void sizesForWhichThereAreNoBytes() throws IOException {
    for (int size : new int[] {Integer.MAX_VALUE, Integer.MIN_VALUE, -1, 0}) {
      out.writeInt(1);
      matrix("", new int[] {size}, 30);
      assertRefused(
          "matrix '' has a size of %d, which is more than the file holds, or none".formatted(size));
    }
    out.writeInt(1);
    matrix("", new int[] {1, 65_536, 65_536}, 30);
    assertRefused("matrix '' has a size of 65536, which is more than the file holds, or none");
  }

  @Test
  void dimensionsThatCannotBe() throws IOException {
    for (int dimensions : new int[] {0, 2, 4, 127}) {
      out.writeInt(1);
      matrix("", new int[dimensions], 0);
      assertRefused("matrix '' has %d dimensions for an example".formatted(dimensions));
    }
    out.writeInt(1);
    out.writeUTF("");
    out.writeBoolean(true);
    out.writeByte(-1);
    assertRefused("matrix '' has -1 dimensions for an example");
  }

  @Test
  void logitsAndHintsThatAreNone() throws IOException {
    out.writeInt(1);
    matrix("", new int[] {4}, 40);
    assertRefused("logits of 3 classes have shape [10, 4]");
    out.writeInt(1);
    matrix("hint", new int[] {3}, 30);
    assertRefused("not the first of its matrices is the logits");
    out.writeInt(3);
    matrix("", new int[] {3}, 30);
    matrix("a", new int[] {1}, 10);
    matrix("a", new int[] {1}, 10);
    assertRefused("it has two hints 'a'");
    out.writeInt(1);
    matrix("", new int[] {3}, 29);
    out.writeFloat(Float.NaN);
    assertRefused("numbers of matrix '' are NaN or infinite");
  }
}
