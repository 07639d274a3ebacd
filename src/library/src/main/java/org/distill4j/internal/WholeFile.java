package org.distill4j.internal;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Files that are there with their whole new content, or as they were. */
public final class WholeFile {

  /** What a file shall hold. */
  @FunctionalInterface
  public interface Content {

    /**
     * Writes everything.
     *
     * @param out where to; closed by the caller
     * @throws IOException if that fails
     */
    void writeTo(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  /**
   * Writes a file, or leaves what was there.
   *
   * @param file whose folder must exist; replaced if it is there
   * @param content of the file
   * @throws UncheckedIOException if the file cannot be written
   */
  public static void write(Path file, Content content) {
    Path whole = file.toAbsolutePath();
    Path draft = whole.resolveSibling(".%s.%d".formatted(whole.getFileName(), System.nanoTime()));
    requirePlace(file, draft);
    try {
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(draft))) {
          content.writeTo(out);
        }
        move(draft, whole);
      } finally {
        Files.deleteIfExists(draft);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s: %s".formatted(file, e), e);
    }
  }

  private static void requirePlace(Path file, Path draft) {
    if (Files.isDirectory(file)) {
      throw new UncheckedIOException(
          "cannot write %s: it is a folder".formatted(file),
          new FileSystemException(file.toString()));
    }
    if (!Files.isDirectory(draft.getParent())) {
      throw new UncheckedIOException(
          "cannot write %s: there is no folder %s".formatted(file, draft.getParent()),
          new NoSuchFileException(file.toString()));
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
