package org.distill4j.kernel.install;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * Files that are there with their whole new content, or as they were. The library has the same for
 * its own files: neither part may depend on the other.
 */
public final class WholeFile {

  private WholeFile() {}

  /** Writes a text; missing folders are made. */
  public static void write(Path file, String content) throws IOException {
    write(file, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes; missing folders are made. */
  public static void write(Path file, byte[] content) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent());
    Files.createDirectories(folder);
    Path draft = folder.resolve("." + file.getFileName() + "." + UUID.randomUUID());
    try {
      Files.write(draft, content);
      move(draft, file);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** What went wrong, in words: some exceptions of files name nothing but the file. */
  public static String reason(IOException e) {
    String kind = e.getClass().getSimpleName().replace("Exception", "");
    String words = kind.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    boolean bare = e instanceof FileSystemException f && f.getReason() == null;
    return bare ? words + ": " + e.getMessage() : String.valueOf(e.getMessage());
  }
}
