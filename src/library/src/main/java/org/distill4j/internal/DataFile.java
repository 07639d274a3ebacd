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
      throw wrong(expected, "none", new NoSuchFileException(path.toString()));
    }
  }

  /**
   * Opens the file and unpacks what is packed.
   *
   * @return the content, to be closed by the caller
   * @throws IOException if it cannot be read, or its compression is damaged
   */
  public InputStream open() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(path), 1 << 16);
    in.mark(2);
    boolean packed = (in.read() << 8 | in.read()) == GZIP;
    in.reset();
    return packed ? new GZIPInputStream(in, 1 << 16) : in;
  }

  /**
   * The error for a content that is not as it should be.
   *
   * @param expected what should be there
   * @param found what is there
   * @return an error that names the file
   */
  public UncheckedIOException wrong(String expected, String found) {
    return wrong(expected, found, new IOException("not the expected content"));
  }

  /**
   * The error for a file that cannot be read to its end.
   *
   * @param expected what should be there
   * @param e why it cannot be read
   * @return an error that names the file
   */
  public UncheckedIOException unreadable(String expected, IOException e) {
    return wrong(expected, symptom(e), e);
  }

  private static String symptom(IOException e) {
    if (e instanceof EOFException) {
      return "its end too early";
    }
    if (e instanceof CharacterCodingException) {
      return "bytes that are no UTF-8 text";
    }
    return e instanceof ZipException ? "damaged compression" : e.toString();
  }

  private UncheckedIOException wrong(String expected, String found, IOException cause) {
    return new UncheckedIOException(
        "%s: expected %s, but found %s".formatted(path, expected, found), cause);
  }
}
