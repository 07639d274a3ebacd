package org.distill4j.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.distill4j.model.Student;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

/** A student's file: read and asked, or refused in words; nothing ends the process. */
public final class FuzzModel {

  private static final Path FILE = Input.folder().resolve("student.zip");
  private static final int WIDEST = 1_000;

  private FuzzModel() {}

  /** Called by the fuzzer before its clock starts. */
  public static void fuzzerInitialize() throws Exception {
    Input.corpus(FuzzModel::fuzzerTestOneInput);
  }

  /** Called by the fuzzer, with a zip or, for what is in one, configuration and weights. */
  public static void fuzzerTestOneInput(byte[] input) {
    boolean zip = input.length > 1 && input[0] == 'P' && input[1] == 'K';
    Input.write(FILE, zip ? input : packed(Input.two(input)));
    Student read;
    try {
      read = Student.load(FILE);
    } catch (IllegalArgumentException refused) {
      return;
    }
    if (read.network().params().scan(Conditions.notFinite()).longValue() > 0) {
      throw new AssertionError("weights that are no numbers");
    }
    if (read.inputs() <= WIDEST) {
      try {
        read.logits(Nd4j.ones(2, read.inputs()));
      } catch (RuntimeException odd) {
        return; // layers that make no sense together are DL4J's to refuse
      }
    }
  }

  private static byte[] packed(byte[][] entries) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("configuration.json"));
      zip.write(entries[0]);
      zip.putNextEntry(new ZipEntry("coefficients.bin"));
      zip.write(entries[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
