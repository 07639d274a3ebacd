package org.distill4j.kernel.session;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.distill4j.kernel.errors.CellFailure;
import org.distill4j.kernel.stop.Run;
import org.jspecify.annotations.Nullable;

/** The lines of a cell that begin with a percent sign. */
final class Magics {
  static final List<String> NAMES =
      List.of("%classpath", "%jars", "%load", "%maven", "%time", "%%time");

  private final Session session;

  Magics(Session session) {
    this.session = session;
  }

  /** Runs a magic that stands on this line of a cell. */
  @Nullable Object run(Run run, String text, int number, int line) throws CellFailure {
    String[] words = text.strip().split("\\s+", 2);
    String argument = words.length > 1 ? words[1] : "";
    try {
      if (argument.isEmpty() && NAMES.contains(words[0])) {
        throw new IllegalArgumentException("what follows on the line is missing");
      }
      return switch (words[0]) {
        case "%time", "%%time" -> time(run, words[0], text, number, line);
        case "%classpath" -> addAll(List.of(argument.split("\\s+|" + File.pathSeparator, -1)));
        case "%jars" -> addAll(glob(argument));
        case "%load" -> session.run(run, Files.readString(existing(argument)), number);
        case "%maven" -> addAll(Maven.resolve(argument));
        default -> throw new IllegalArgumentException("known are " + String.join(", ", NAMES));
      };
    } catch (IOException | InterruptedException | IllegalArgumentException e) {
      throw new CellFailure("MagicError", words[0] + ": " + e.getMessage(), List.of());
    }
  }

  private @Nullable Object time(Run run, String magic, String text, int number, int line)
      throws CellFailure {
    // Blank in front, so that errors name the lines and columns of the cell.
    String blank = "\n".repeat(line - 1) + " ".repeat(magic.length());
    String code = blank + text.substring(magic.length());
    long start = System.nanoTime();
    try {
      return session.run(run, code, number);
    } finally {
      System.out.printf(Locale.ROOT, "Wall time: %.4f s%n", (System.nanoTime() - start) / 1e9);
    }
  }

  private @Nullable Object addAll(List<String> paths) {
    paths.forEach(path -> session.addToClassPath(existing(path).toString()));
    return null;
  }

  private static Path existing(String path) {
    if (!Files.exists(Path.of(path))) {
      throw new IllegalArgumentException("no file " + path);
    }
    return Path.of(path);
  }

  /** The files that a pattern such as lib/*.jar stands for. */
  private static List<String> glob(String pattern) throws IOException {
    int slash = pattern.lastIndexOf('/') + 1;
    List<String> found = new ArrayList<>();
    Path folder = existing(pattern.substring(0, slash));
    try (var files = Files.newDirectoryStream(folder, pattern.substring(slash))) {
      files.forEach(file -> found.add(file.toString()));
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("no file matches " + pattern);
    }
    return found;
  }
}
