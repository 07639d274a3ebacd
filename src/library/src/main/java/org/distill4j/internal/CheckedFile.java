package org.distill4j.internal;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;

/**
 * Binary files that are whole or refused: a string that names kind and version, the content as
 * {@link DataOutputStream} writes it, and the 32 bytes of the SHA-256 of all that.
 *
 * @param kind what the file is, as in "soft tree"
 * @param version of the format
 */
public record CheckedFile(String kind, int version) {

  /** What a file shall hold. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes everything.
     *
     * @param out where to
     * @throws IOException if that fails
     */
    void writeTo(DataOutputStream out) throws IOException;
  }

  /**
   * What is made of a file.
   *
   * @param <T> the kind of thing
   */
  @FunctionalInterface
  public interface Reader<T> {

    /**
     * Reads everything.
     *
     * @param in the content
     * @return what it describes
     * @throws IOException if the content ends too early
     * @throws IllegalArgumentException if it makes no sense
     */
    T readFrom(DataInputStream in) throws IOException;
  }

  private String head() {
    return "distill4j %s %d".formatted(kind, version);
  }

  /**
   * Writes a file, or leaves what was there.
   *
   * @param file whose folder must exist; replaced if it is there
   * @param content of the file
   * @throws UncheckedIOException if the file cannot be written
   */
  public void write(Path file, Content content) {
    WholeFile.write(
        file,
        bytes -> {
          MessageDigest digest = Checksum.sha256();
          DataOutputStream out = new DataOutputStream(new DigestOutputStream(bytes, digest));
          out.writeUTF(head());
          content.writeTo(out);
          out.flush();
          bytes.write(digest.digest());
        });
  }

  /**
   * Reads a file; nothing of it is believed, and no memory taken, before its checksum is found
   * right.
   *
   * @param <T> the kind of thing that the file describes
   * @param file that {@link #write} wrote
   * @param reader makes something of it
   * @return what the reader made
   * @throws UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if it is damaged or something else
   */
  public <T> T read(Path file, Reader<T> reader) {
    try {
      requireHead(file);
      requireWhole(file);
      try (DataInputStream in = content(file)) {
        in.readUTF();
        return made(file, in, reader);
      }
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("there is no %s %s".formatted(kind, file), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    }
  }

  private <T> T made(Path file, DataInputStream in, Reader<T> reader) throws IOException {
    try {
      T made = reader.readFrom(in);
      if (in.read() >= 0) {
        throw new IllegalArgumentException("it goes on after its end");
      }
      return made;
    } catch (EOFException e) {
      throw damaged(file, "it ends too early");
    } catch (IllegalArgumentException e) {
      throw damaged(file, e.getMessage());
    }
  }

  private void requireHead(Path file) throws IOException {
    String head;
    try (DataInputStream in = content(file)) {
      head = in.readUTF();
    } catch (EOFException | UTFDataFormatException e) {
      head = "";
    }
    if (!head.equals(head())) {
      throw new IllegalArgumentException(
          "%s is no %s: it does not begin with '%s'".formatted(file, kind, head()));
    }
  }

  private void requireWhole(Path file) throws IOException {
    if (Checksum.ofWhole(file).isEmpty()) {
      throw damaged(file, "its checksum is wrong");
    }
  }

  private static DataInputStream content(Path file) throws IOException {
    InputStream bounded = new Bounded(Files.newInputStream(file), contentLength(file));
    return new DataInputStream(new BufferedInputStream(bounded, 1 << 16));
  }

  private static long contentLength(Path file) throws IOException {
    return Math.max(0, Files.size(file) - Checksum.BYTES);
  }

  private IllegalArgumentException damaged(Path file, String symptom) {
    return new IllegalArgumentException(
        "%s is only a part of a %s, or damaged: %s".formatted(file, kind, symptom));
  }

  /** The first bytes of a stream, as if nothing came after them. */
  private static final class Bounded extends FilterInputStream {

    private long left;

    Bounded(InputStream in, long length) {
      super(in);
      left = length;
    }

    @Override
    public int read() throws IOException {
      if (left == 0) {
        return -1;
      }
      left--;
      return in.read();
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (left == 0) {
        return -1;
      }
      int read = in.read(bytes, offset, (int) Math.min(left, length));
      left -= Math.max(read, 0);
      return read;
    }

    @Override
    public int available() throws IOException {
      return (int) Math.min(left, in.available());
    }
  }
}
