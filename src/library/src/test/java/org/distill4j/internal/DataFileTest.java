package org.distill4j.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;

class DataFileTest {

  /** A stream that counts how often it is closed. */
  private static final class Counted extends ByteArrayInputStream {

    int closed;

    Counted(int... bytes) {
      super(new byte[bytes.length]);
      for (int i = 0; i < bytes.length; i++) {
        buf[i] = (byte) bytes[i];
      }
    }

    @Override
    public void close() {
      closed++;
    }
  }

  @Test
  void aStreamThatCannotBeUnpackedIsClosed() {
    Counted truncated = new Counted(0x1f, 0x8b, 8);
    assertThrows(IOException.class, () -> DataFile.unpacked(truncated));
    assertEquals(1, truncated.closed);
    Counted unknown = new Counted(0x1f, 0x8b, 99, 0, 0, 0, 0, 0, 0, 0);
    assertThrows(IOException.class, () -> DataFile.unpacked(unknown));
    assertEquals(1, unknown.closed);
  }

  @Test
  void aStreamThatCanBeReadStaysOpen() throws IOException {
    Counted plain = new Counted(1, 2, 3);
    try (InputStream in = DataFile.unpacked(plain)) {
      assertEquals(0, plain.closed);
      assertEquals(3, in.readAllBytes().length);
    }
    assertEquals(1, plain.closed);
  }

  @Test
  void damageIsTheFilesFaultAndTheRestTheMachines() {
    DataFile file = new DataFile(Path.of("x"));
    for (IOException damage : new IOException[] {new EOFException(), new ZipException("CRC")}) {
      assertInstanceOf(IllegalArgumentException.class, file.unreadable("text", damage));
    }
    RuntimeException machine = file.unreadable("text", new IOException("device gone"));
    assertInstanceOf(UncheckedIOException.class, machine);
    assertEquals(
        "x: expected text, but found none that can be read: device gone", machine.getMessage());
  }
}
