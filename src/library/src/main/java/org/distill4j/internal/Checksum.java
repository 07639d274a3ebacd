package org.distill4j.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The checksum that files of this library end with. */
public final class Checksum {

  /** Bytes of a SHA-256. */
  public static final int BYTES = 32;

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
}
