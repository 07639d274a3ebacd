package org.distill4j.internal;

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
public record DataFile(Path path) {

  private static final int GZIP = 0x1f8b;

  /**
   * The file of this name in a folder, compressed or not.
   *
   * @param folder where it is
   * @param name without {@code .gz}
   * @return the file, which is there
   * @throws UncheckedIOException if neither form is there
   */
  public static DataFile in(Path folder, String name) {
    Path packed = folder.resolve(name + ".gz");
    DataFile file = new DataFile(Files.exists(packed) ? packed : folder.resolve(name));
    file.requireThere("this file, or it with .gz");
    return file;
  }

  /**
   * Checks that the file is there.
   *
   * @param expected what the error asks for
   * @throws UncheckedIOException if it is not
   */
  public void requireThere(String expected) {
    if (!Files.isRegularFile(path)) {
      throw new UncheckedIOException(
          text(expected, "none"), new NoSuchFileException(path.toString()));
    }
  }

  /**
   * Opens the file and unpacks what is packed.
   *
   * @return the content, to be closed by the caller
   * @throws IOException if it cannot be read, or its compression is damaged
   */
  public InputStream open() throws IOException {
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

  /**
   * The error for a content that is not as it should be.
   *
   * @param expected what should be there
   * @param found what is there
   * @return an error that names the file
   */
  public IllegalArgumentException wrong(String expected, String found) {
    return new IllegalArgumentException(text(expected, found));
  }

  /**
   * The error for a file that cannot be read to its end: because of what it holds, or because of
   * the machine.
   *
   * @param expected what should be there
   * @param e why it cannot be read
   * @return an error that names the file: IllegalArgumentException for a damaged one, otherwise
   *     UncheckedIOException
   */
  public RuntimeException unreadable(String expected, IOException e) {
    String symptom = symptom(e);
    return symptom == null
        ? new UncheckedIOException(text(expected, "none that can be read: " + Reason.of(e)), e)
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
