package org.distill4j.internal;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Files that are there with their whole new content, or as they were, whatever ends the process or
 * the machine.
 */
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
    files.keySet().forEach(WholeFile::requirePlace);
    Path current = files.keySet().iterator().next();
    Map<Path, Draft> drafts = new LinkedHashMap<>();
    try {
      try {
        for (Map.Entry<Path, Content> file : files.entrySet()) {
          current = file.getKey();
          drafts.put(current, Draft.in(folder(current)));
          drafts.get(current).write(file.getValue());
        }
        for (Map.Entry<Path, Draft> draft : drafts.entrySet()) {
          current = draft.getKey();
          draft.getValue().moveTo(current.toAbsolutePath());
        }
      } finally {
        for (Draft draft : drafts.values()) {
          draft.close();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write %s: %s".formatted(current, Reason.of(e)), e);
    }
  }

  private static Path folder(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent());
  }

  /**
   * Refuses a place where no file can be, for what is written only after long work.
   *
   * @param file whose folder must exist
   * @throws UncheckedIOException if there is no such folder, or the file is one
   */
  public static void requirePlace(Path file) {
    if (Files.isDirectory(file)) {
      throw new UncheckedIOException(
          "cannot write %s: it is a folder".formatted(file),
          new FileSystemException(file.toString()));
    }
    if (!Files.isDirectory(folder(file))) {
      throw new UncheckedIOException(
          "cannot write %s: there is no folder %s".formatted(file, folder(file)),
          new NoSuchFileException(file.toString()));
    }
  }
}
