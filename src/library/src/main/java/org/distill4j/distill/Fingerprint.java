package org.distill4j.distill;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.distill4j.data.Dataset;
import org.distill4j.internal.Checksum;
import org.distill4j.internal.Reason;
import org.distill4j.internal.Thousands;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.distill4j.model.network.Classifier;
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

  /** Of a network's parameters, as text; empty for a teacher that is no network. */
  static String ofNetwork(Classifier classifier) {
    Model network;
    try {
      if (classifier instanceof Teacher teacher) {
        network = teacher.network();
      } else if (classifier instanceof Student student) {
        network = student.network();
      } else {
        return "";
      }
    } catch (IllegalStateException e) {
      return ""; // a teacher that is a function
    }
    return "sha256:" + HexFormat.of().formatHex(of(network.params().reshape('c', 1, -1)));
  }

  /** Of the contents of files, one after the other, as text. */
  static String ofFiles(Path file, Path... more) {
    MessageDigest digest = Checksum.sha256();
    Path current = file;
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(current, out);
      for (Path next : more) {
        current = next;
        Files.copy(current, out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read %s: %s".formatted(current, Reason.of(e)), e);
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
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
