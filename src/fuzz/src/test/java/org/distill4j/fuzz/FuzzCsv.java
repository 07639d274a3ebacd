package org.distill4j.fuzz;

import java.nio.file.Path;
import org.distill4j.data.Dataset;
import org.distill4j.table.Csv;
import org.nd4j.linalg.indexing.conditions.Conditions;

/** A table of a number, a word and a class: read into finite numbers, or refused in words. */
public final class FuzzCsv {

  private static final Path FILE = Input.folder().resolve("table.csv");

  private FuzzCsv() {}

  /** Called by the fuzzer before its clock starts. */
  public static void fuzzerInitialize() throws Exception {
    Input.corpus(FuzzCsv::fuzzerTestOneInput);
  }

  /** Called by the fuzzer; a first byte that is a tab makes tabs the separator. */
  public static void fuzzerTestOneInput(byte[] input) {
    Input.write(FILE, input);
    char separator = input.length > 0 && input[0] == '\t' ? '\t' : ',';
    Dataset read;
    try {
      read = Csv.at(FILE).separator(separator).numbers("x").categories("c").label("y").load();
    } catch (IllegalArgumentException refused) {
      return;
    }
    if (read.features().scan(Conditions.notFinite()).longValue() > 0) {
      throw new AssertionError("numbers that are none: " + read.features());
    }
  }
}
