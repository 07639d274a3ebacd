package org.distill4j.distill;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.distill4j.data.Dataset;
import org.distill4j.internal.Checksum;
import org.distill4j.internal.Reason;
import org.distill4j.internal.WholeFile;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The file of a transfer set. As {@link DataOutputStream} writes them:
 *
 * <ol>
 *   <li>the string {@value #KIND};
 *   <li>the 32 bytes of the data's {@link Fingerprint};
 *   <li>the number of matrices: the logits, then the hints;
 *   <li>for each its name (that of the logits is empty), whether its numbers are doubles, how many
 *       dimensions they have for an example, the size of each, and the {@link Numbers};
 *   <li>the 32 bytes of the SHA-256 of all that.
 * </ol>
 */
final class TransferFile {

  private static final String KIND = "distill4j transfer set 1";

  private TransferFile() {}

  static void write(TransferSet set, Path file) {
    Map<String, INDArray> matrices = new LinkedHashMap<>();
    matrices.put("", set.logits());
    matrices.putAll(set.hints());
    byte[] fingerprint = Fingerprint.of(set.data());
    WholeFile.write(file, out -> write(fingerprint, matrices, out));
  }

  private static void write(byte[] fingerprint, Map<String, INDArray> matrices, OutputStream file)
      throws IOException {
    MessageDigest digest = Checksum.sha256();
    DataOutputStream out = new DataOutputStream(new DigestOutputStream(file, digest));
    out.writeUTF(KIND);
    out.write(fingerprint);
    out.writeInt(matrices.size());
    for (Map.Entry<String, INDArray> matrix : matrices.entrySet()) {
      out.writeUTF(matrix.getKey());
      out.writeBoolean(matrix.getValue().dataType() == DataType.DOUBLE);
      long[] shape = matrix.getValue().shape();
      out.writeByte(shape.length - 1);
      for (int i = 1; i < shape.length; i++) {
        out.writeInt(Math.toIntExact(shape[i]));
      }
      Numbers.write(matrix.getValue(), out);
    }
    out.flush();
    file.write(digest.digest());
  }

  static TransferSet read(Path file, Dataset data) {
    if (!Files.isRegularFile(file)) {
      throw new UncheckedIOException(
          "there is no transfer set " + file, new NoSuchFileException(file.toString()));
    }
    try {
      requireKind(file);
      requireWhole(file);
      try (DataInputStream in = open(file)) {
        in.readUTF();
        if (!Arrays.equals(in.readNBytes(Checksum.BYTES), Fingerprint.of(data))) {
          throw new IllegalArgumentException(
              "the transfer set in %s belongs to other data than these %s".formatted(file, data));
        }
        return set(file, in, data);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(file, Reason.of(e)), e);
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
  }

  private static void requireKind(Path file) throws IOException {
    String kind;
    try (DataInputStream in = open(file)) {
      kind = in.readUTF();
    } catch (EOFException | UTFDataFormatException e) {
      kind = "";
    }
    if (!kind.equals(KIND)) {
      throw new IllegalArgumentException(
          "%s is no transfer set: it does not begin with '%s'".formatted(file, KIND));
    }
  }

  /** Nothing is believed, and no memory taken, before the checksum has been found right. */
  private static void requireWhole(Path file) throws IOException {
    if (Checksum.ofWhole(file).isEmpty()) {
      throw damaged(file, "its checksum is wrong");
    }
  }

  private static IllegalArgumentException damaged(Path file, String symptom) {
    return new IllegalArgumentException(
        "%s is only a part of a transfer set, or damaged: %s".formatted(file, symptom));
  }

  private static TransferSet set(Path file, DataInputStream in, Dataset data) throws IOException {
    try {
      return new TransferMatrices(in, Files.size(file), data).read();
    } catch (EOFException | UTFDataFormatException e) {
      throw damaged(file, "its matrices do not end where it does");
    } catch (IllegalArgumentException e) {
      throw damaged(file, e.getMessage());
    }
  }
}
