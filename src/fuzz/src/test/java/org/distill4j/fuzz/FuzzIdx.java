package org.distill4j.fuzz;

import java.nio.file.Path;
import java.util.List;
import org.distill4j.data.Dataset;
import org.distill4j.data.Idx;

/** Labels and images: read, or refused in words. */
public final class FuzzIdx {

  private static final Path FOLDER = Input.folder();

  private FuzzIdx() {}

  /** Called by the fuzzer before its clock starts. */
  public static void fuzzerInitialize() throws Exception {
    Input.corpus(FuzzIdx::fuzzerTestOneInput);
  }

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    byte[][] files = Input.two(input);
    Input.write(FOLDER.resolve("train-labels-idx1-ubyte"), files[0]);
    Input.write(FOLDER.resolve("train-images-idx3-ubyte"), files[1]);
    Dataset read;
    try {
      read = Idx.load(FOLDER, "train", List.of("a", "b", "c"));
    } catch (IllegalArgumentException refused) {
      return;
    }
    if (read.size() > files[0].length * 1_100L) {
      throw new AssertionError("more labels than bytes could hold: " + read);
    }
  }
}
