package org.distill4j.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.distill4j.fuzz.Input;

/** A notebook: made ready to be run, or refused in one sentence. */
public final class FuzzNotebook {

  private static final Path FILE = file();

  private FuzzNotebook() {}

  private static Path file() {
    try {
      Path file = Files.createTempFile("fuzz", ".ipynb");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Called by the fuzzer before its clock starts. */
  public static void fuzzerInitialize() throws Exception {
    Input.corpus(FuzzNotebook::fuzzerTestOneInput);
  }

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    Files.write(FILE, input);
    try {
      Notebook read = Notebook.read(FILE);
      new Runnability(FILE).require(read);
      if (Normalizer.cleared(read).format().isEmpty()) {
        throw new AssertionError("nothing is left of a notebook that can be run");
      }
    } catch (LabException refused) {
      if (String.valueOf(refused.getMessage()).isBlank()) {
        throw new AssertionError("refused without a word", refused);
      }
    }
  }
}
