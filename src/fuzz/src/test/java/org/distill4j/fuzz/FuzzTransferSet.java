package org.distill4j.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;
import org.distill4j.data.Dataset;
import org.distill4j.distill.TransferSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

/** A transfer set with a right checksum: read into finite numbers, or refused in words. */
public final class FuzzTransferSet {

  private static final Dataset DATA =
      Dataset.of(Nd4j.ones(4, 2), new int[] {0, 1, 2, 0}, List.of("a", "b", "c"));
  private static final Path FILE = Input.folder().resolve("set");

  /** Kind and fingerprint, before which there is nothing to be believed. */
  private static final byte[] HEAD = head();

  private FuzzTransferSet() {}

  private static byte[] head() {
    TransferSet.of(DATA, Nd4j.ones(4, 3)).save(FILE);
    try {
      return Arrays.copyOf(Files.readAllBytes(FILE), 2 + 24 + 32);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Called by the fuzzer before its clock starts. */
  public static void fuzzerInitialize() throws Exception {
    Input.corpus(FuzzTransferSet::fuzzerTestOneInput);
  }

  /** Called by the fuzzer, with all between fingerprint and checksum. */
  public static void fuzzerTestOneInput(byte[] input) throws NoSuchAlgorithmException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(HEAD);
    bytes.writeBytes(input);
    bytes.writeBytes(MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
    Input.write(FILE, bytes.toByteArray());
    TransferSet read;
    try {
      read = TransferSet.load(FILE, DATA);
    } catch (IllegalArgumentException refused) {
      return;
    }
    if (read.logits().scan(Conditions.notFinite()).longValue() > 0) {
      throw new AssertionError("logits that are no numbers");
    }
  }
}
