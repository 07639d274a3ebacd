package org.distill4j.distill;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.internal.Checksum;
import org.distill4j.internal.Thousands;
import org.nd4j.linalg.api.ndarray.INDArray;

/** SHA-256 of a data set (its classes, its labels, its features in their order) or of a matrix. */
final class Fingerprint {

  private Fingerprint() {}

  /** Of the numbers alone. */
  static byte[] of(INDArray matrix) {
    MessageDigest digest = Checksum.sha256();
    try (DataOutputStream out =
        new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
      Numbers.write(matrix, out);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to nowhere cannot fail", e);
    }
    return digest.digest();
  }

  static byte[] of(Dataset data) {
    MessageDigest digest = Checksum.sha256();
    try (DataOutputStream out =
        new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), digest))) {
      for (String name : data.classes()) {
        out.writeUTF(name);
      }
      out.writeInt(data.size());
      out.writeInt(data.width());
      Thousands.forEach(
          data.size(),
          (start, end) -> {
            INDArray features = data.features(IntStream.range(start, end).toArray());
            out.writeUTF(features.dataType().name());
            Numbers.write(features, out);
            for (int i = start; i < end; i++) {
              out.writeInt(data.labelled() ? data.label(i) : -1);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("writing to nowhere cannot fail", e);
    }
    return digest.digest();
  }
}
