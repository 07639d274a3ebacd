package org.distill4j.fuzz;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What the fuzzer made up, as the files that it stands for. */
final class Input {

  private Input() {}

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
