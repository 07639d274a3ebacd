package org.distill4j.internal;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * Small binary files that are whole or refused: a string that names kind and version, the content
 * as {@link DataOutputStream} writes it, and the 32 bytes of the SHA-256 of all that.
 *
 * @param kind what the file is, as in "soft tree"
 * @param version of the format
 */
public record CheckedFile(String kind, int version) {

  /** Bytes of more numbers than a small file has. */
  private static final long LONGEST = 1L << 30;

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
   * Reads a file; nothing of it is believed before its checksum is found right.
   *
   * @param <T> the kind of thing that the file describes
   * @param file that {@link #write} wrote
   * @param reader makes something of it
   * @return what the reader made
   * @throws UncheckedIOException if the file is missing or cannot be read
   * @throws IllegalArgumentException if it is damaged or something else
   */
  public <T> T read(Path file, Reader<T> reader) {
    byte[] all = bytes(file);
    int end = all.length - Checksum.BYTES;
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(all, 0, Math.max(end, 0)));
    requireHead(file, in);
    MessageDigest digest = Checksum.sha256();
    digest.update(all, 0, end);
    if (!Arrays.equals(digest.digest(), Arrays.copyOfRange(all, end, all.length))) {
      throw damaged(file, "its checksum is wrong");
    }
    try {
      T made = reader.readFrom(in);
      if (in.available() > 0) {
        throw new IllegalArgumentException("it goes on after its end");
      }
      return made;
    } catch (IOException e) {
      throw damaged(file, "it ends too early");
    } catch (IllegalArgumentException e) {
      throw damaged(file, e.getMessage());
    }
  }

  private void requireHead(Path file, DataInputStream in) {
    String head;
    try {
      head = in.readUTF();
    } catch (IOException e) {
      head = "";
    }
    if (!head.equals(head())) {
      throw new IllegalArgumentException(
          "%s is no %s: it does not begin with '%s'".formatted(file, kind, head()));
    }
  }

  private IllegalArgumentException damaged(Path file, String symptom) {
    return new IllegalArgumentException(
        "%s is only a part of a %s, or damaged: %s".formatted(file, kind, symptom));
  }

  private byte[] bytes(Path file) {
    try {
      if (Files.size(file) > LONGEST) {
        throw new IllegalArgumentException(
            "%s is no %s: it has more than %,d bytes".formatted(file, kind, LONGEST));
      }
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new UncheckedIOException("there is no %s %s".formatted(kind, file), e);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    }
  }
}
