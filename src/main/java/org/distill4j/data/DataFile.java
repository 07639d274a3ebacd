package org.distill4j.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * A file that may be compressed by gzip, whatever its name says, and its errors.
 *
 * @param path where it is
 */
record DataFile(Path path) {

  private static final int GZIP = 0x1f8b;

  /** The file of this name in a folder, compressed or not. */
  static DataFile in(Path folder, String name) {
    Path packed = folder.resolve(name + ".gz");
    DataFile file = new DataFile(Files.exists(packed) ? packed : folder.resolve(name));
    file.requireThere("this file, or it with .gz");
    return file;
  }

  void requireThere(String expected) {
    if (!Files.isRegularFile(path)) {
      throw new UncheckedIOException(
          text(expected, "none"), new NoSuchFileException(path.toString()));
    }
  }

  InputStream open() throws IOException {
    return unpacked(new BufferedInputStream(Files.newInputStream(path), 1 << 16));
  }

  /** What a stream holds, which may be compressed; closes it where that cannot be read. */
  static InputStream unpacked(InputStream in) throws IOException {
    try {
      in.mark(2);
      boolean packed = (in.read() << 8 | in.read()) == GZIP;
      in.reset();
      return packed ? new GZIPInputStream(in, 1 << 16) : in;
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  /** The file is there, but is damaged or another one. */
  IllegalArgumentException wrong(String expected, String found) {
    return new IllegalArgumentException(text(expected, found));
  }

  /** Reading failed: because of what the file holds, or because of the machine. */
  RuntimeException unreadable(String expected, IOException e) {
    String symptom = symptom(e);
    return symptom == null
        ? new UncheckedIOException(text(expected, e.toString()), e)
        : new IllegalArgumentException(text(expected, symptom), e);
  }

  private static @Nullable String symptom(IOException e) {
    if (e instanceof EOFException) {
      return "its end too early";
    }
    if (e instanceof CharacterCodingException) {
      return "bytes that are no UTF-8 text";
    }
    return e instanceof ZipException ? "damaged compression" : null;
  }

  private String text(String expected, String found) {
    return "%s: expected %s, but found %s".formatted(path, expected, found);
  }
}
