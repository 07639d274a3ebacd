package org.distill4j.kernel;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lines of a cell that begin with a percent sign. */
final class Magics {
  static final List<String> NAMES =
      List.of("%classpath", "%jars", "%load", "%maven", "%time", "%%time");

  private final Session session;

  Magics(Session session) {
    this.session = session;
  }

  @Nullable Object run(String text, int number) throws CellFailure {
    String[] words = text.strip().split("\\s+", 2);
    String argument = words.length > 1 ? words[1] : "";
    try {
      switch (words[0]) {
        case "%time", "%%time" -> {
          return time(argument, number);
        }
        case "%classpath" -> addAll(List.of(argument.split("\\s+|" + File.pathSeparator, -1)));
        case "%jars" -> addAll(glob(argument));
        case "%load" -> {
          return session.run(Files.readString(Path.of(argument)), number);
        }
        case "%maven" -> addAll(Maven.resolve(argument));
        default -> throw new IllegalArgumentException("known are " + String.join(", ", NAMES));
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new CellFailure("MagicError", words[0] + ": " + explain(e), List.of());
    }
    return null;
  }

  private static String explain(Exception e) {
    return e instanceof java.nio.file.NoSuchFileException
        ? "no file " + e.getMessage()
        : String.valueOf(e.getMessage());
  }

  private @Nullable Object time(String code, int number) throws CellFailure {
    long start = System.nanoTime();
    try {
      return session.run(code, number);
    } finally {
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.println(String.format(Locale.ROOT, "Wall time: %.4f s", seconds));
    }
  }

  private void addAll(List<String> paths) {
    for (String path : paths) {
      if (!Files.exists(Path.of(path))) {
        throw new IllegalArgumentException("no file " + path);
      }
      session.shell.addToClasspath(path);
    }
  }

  /** The files that a pattern such as lib/*.jar stands for. */
  private static List<String> glob(String pattern) throws IOException {
    String fixed = pattern.replaceAll("[^/]*[*?{\\[].*", "");
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    List<String> found = new ArrayList<>();
    Path root = Path.of(fixed.isEmpty() ? "." : fixed);
    try (Stream<Path> files = Files.walk(root)) {
      files
          .map(path -> fixed.isEmpty() ? root.relativize(path) : path)
          .filter(matcher::matches)
          .forEach(path -> found.add(path.toString()));
    }
    if (found.isEmpty()) {
      throw new IllegalArgumentException("no file matches " + pattern);
    }
    return found;
  }
}
