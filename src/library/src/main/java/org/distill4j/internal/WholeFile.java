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
import java.util.LinkedHashMap;
import java.util.Map;

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
    writeAll(Map.of(file, content));
  }

  /**
   * Writes several files that belong together, or leaves what was there: none is put in its place
   * before all are written.
   *
   * @param files whose folders must exist, each with its content; replaced if they are there
   * @throws UncheckedIOException if one cannot be written
   */
  public static void writeAll(Map<Path, Content> files) {
    Map<Path, Path> drafts = new LinkedHashMap<>();
    files.keySet().forEach(file -> drafts.put(file, draft(file)));
    drafts.forEach(WholeFile::requirePlace);
    Path current = files.keySet().iterator().next();
    try {
      try {
        for (Path file : files.keySet()) {
          current = file;
          try (OutputStream out =
              new BufferedOutputStream(Files.newOutputStream(drafts.get(file)))) {
            files.get(file).writeTo(out);
          }
        }
        for (Path file : files.keySet()) {
          current = file;
          move(drafts.get(file), file.toAbsolutePath());
        }
      } finally {
        for (Path draft : drafts.values()) {
          Files.deleteIfExists(draft);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s: %s".formatted(current, e), e);
    }
  }

  private static Path draft(Path file) {
    Path whole = file.toAbsolutePath();
    return whole.resolveSibling(".%s.%d".formatted(whole.getFileName(), System.nanoTime()));
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
