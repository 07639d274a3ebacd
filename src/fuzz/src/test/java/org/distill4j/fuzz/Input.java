package org.distill4j.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What the fuzzer made up, as the files that it stands for. */
public final class Input {

  private Input() {}

  /** Takes bytes as the fuzzer gives them. */
  public interface Target {

    /**
     * One input.
     *
     * @param input what the fuzzer made up
     * @throws Exception if it was wrong to
     */
    void take(byte[] input) throws Exception;
  }

  /**
   * Feeds the corpus, so that the seconds of fuzzing do not go by while classes are loaded.
   *
   * @param target what it is fed to
   */
  public static void corpus(Target target) throws Exception {
    String folder = System.getProperty("fuzz.corpus");
    if (folder == null) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(folder))) {
      for (Path file : files) {
        target.take(Files.readAllBytes(file));
      }
    }
  }

  /** A folder of this process, which goes when it ends. */
  static Path folder() {
    try {
      Path folder = Files.createTempDirectory("fuzz");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path write(Path file, byte[] content) {
    try {
      return Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Two files: the length of the first in two bytes, the first, the second. */
  static byte[][] two(byte[] input) {
    ByteArrayInputStream in = new ByteArrayInputStream(input);
    int length = Math.max(0, in.read()) << 8 | Math.max(0, in.read());
    int start = Math.min(2, input.length);
    int end = Math.min(input.length, start + length);
    return new byte[][] {
      Arrays.copyOfRange(input, start, end), Arrays.copyOfRange(input, end, input.length)
    };
  }
}
