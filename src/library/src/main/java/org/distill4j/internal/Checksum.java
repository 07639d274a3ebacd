package org.distill4j.internal;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;

/** The checksum that files of this library end with. */
public final class Checksum {

  /** Bytes of a SHA-256. */
  public static final int BYTES = 32;

  private static final int PIECE = 1 << 16;

  private Checksum() {}

  /**
   * Starts one.
   *
   * @return SHA-256 of nothing yet
   */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Reads a file once, a piece at a time, and compares.
   *
   * @param file that ends with the checksum of all before it
   * @return the checksum; empty if the file ends with another one, or with less
   * @throws IOException if the file is missing or cannot be read, or gets shorter meanwhile
   */
  public static Optional<byte[]> ofWhole(Path file) throws IOException {
    MessageDigest digest = sha256();
    byte[] stated;
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      byte[] piece = new byte[PIECE];
      long left = Files.size(file) - BYTES;
      while (left > 0) {
        int length = (int) Math.min(left, piece.length);
        in.readFully(piece, 0, length);
        digest.update(piece, 0, length);
        left -= length;
      }
      stated = in.readNBytes(BYTES + 1);
    }
    return Arrays.equals(stated, digest.digest()) ? Optional.of(stated) : Optional.empty();
  }
}
