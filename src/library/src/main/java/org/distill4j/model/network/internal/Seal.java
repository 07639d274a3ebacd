package org.distill4j.model.network.internal;

import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.zip.ZipException;
import org.distill4j.internal.Checksum;

/**
 * The SHA-256 of a zip file in the file's own comment, which is its end: of every byte before the
 * comment. A zip's own sums are of its entries alone, and most readers never look at them.
 */
final class Seal extends FilterOutputStream {

  private static final String START = "distill4j sha256 ";
  private static final int LENGTH = START.length() + 2 * Checksum.BYTES;

  /** The comment with which a zip is to be written; its digits are replaced. */
  static final String COMMENT = START + "0".repeat(2 * Checksum.BYTES);

  private final MessageDigest digest = Checksum.sha256();

  /** The last bytes that were written, which may be the comment. */
  private final byte[] held = new byte[LENGTH];

  private int count;

  Seal(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    int over = Math.max(0, count + length - LENGTH);
    int old = Math.min(over, count);
    pass(held, 0, old);
    System.arraycopy(held, old, held, 0, count - old);
    count -= old;
    int passed = over - old;
    pass(bytes, from, passed);
    System.arraycopy(bytes, from + passed, held, count, length - passed);
    count += length - passed;
  }

  private void pass(byte[] bytes, int from, int length) throws IOException {
    digest.update(bytes, from, length);
    out.write(bytes, from, length);
  }

  /** Writes the seal in place of the comment; the stream stays open. */
  void set() throws IOException {
    out.write(comment(digest).getBytes(StandardCharsets.US_ASCII));
  }

  private static String comment(MessageDigest digest) {
    return START + HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Refuses a file whose seal is broken.
   *
   * @return whether it has one
   */
  static boolean isOn(Path file) throws IOException {
    long content = Files.size(file) - LENGTH;
    if (content < 0) {
      return false;
    }
    MessageDigest digest = Checksum.sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] piece = new byte[1 << 16];
      for (long left = content; left > 0; ) {
        int length = in.read(piece, 0, (int) Math.min(left, piece.length));
        if (length < 0) {
          throw new EOFException("it ends too early");
        }
        digest.update(piece, 0, length);
        left -= length;
      }
      String found = new String(in.readNBytes(LENGTH), StandardCharsets.ISO_8859_1);
      if (!found.startsWith(START)) {
        return false;
      }
      if (!found.equals(comment(digest))) {
        throw new ZipException("its checksum is wrong");
      }
      return true;
    }
  }
}
