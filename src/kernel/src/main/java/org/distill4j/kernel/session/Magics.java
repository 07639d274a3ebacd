package org.distill4j.kernel.session;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.distill4j.kernel.errors.CellFailure;
import org.distill4j.kernel.session.Session.Source;
import org.distill4j.kernel.stop.Run;
import org.jspecify.annotations.Nullable;

/** The lines of a cell that begin with a percent sign. */
final class Magics {
  static final List<String> NAMES =
      List.of("%classpath", "%jars", "%load", "%maven", "%time", "%%time", "%vars", "%lsmagic");

  private static final Set<String> ALONE = Set.of("%vars", "%lsmagic");

  private final Session session;

  Magics(Session session) {
    this.session = session;
  }

  /** Runs a magic that stands on this line of a cell. */
  @Nullable Value run(Run run, String text, String file, int line) throws CellFailure {
    String[] words = text.strip().split("\\s+", 2);
    String argument = words.length > 1 ? words[1] : "";
    try {
      if (argument.isEmpty() && NAMES.contains(words[0]) && !ALONE.contains(words[0])) {
        throw new IllegalArgumentException("what follows on the line is missing");
      }
      return switch (words[0]) {
        case "%time", "%%time" -> time(run, words[0], text, file, line);
        case "%classpath" -> addAll(List.of(argument.split("\\s+|" + File.pathSeparator, -1)));
        case "%jars" -> addAll(glob(argument));
        case "%load" -> load(run, existing(argument));
        case "%maven" -> addAll(session.call(run, () -> Maven.resolve(argument)));
        case "%vars" -> print(session.variables());
        case "%lsmagic" -> print(String.join("\n", NAMES));
        default -> throw new IllegalArgumentException("known are " + String.join(", ", NAMES));
      };
    } catch (IOException | IllegalArgumentException e) {
      throw new CellFailure("MagicError", words[0] + ": " + e.getMessage(), List.of());
    }
  }

  private @Nullable Value time(Run run, String magic, String text, String file, int line)
      throws CellFailure {
    // Blank in front, so that errors name the lines and columns of the cell.
    String blank = "\n".repeat(line - 1) + " ".repeat(magic.length());
    String code = blank + text.substring(magic.length());
    long start = System.nanoTime();
    try {
      return session.run(run, new Source(code, file));
    } finally {
      System.out.printf(Locale.ROOT, "Wall time: %.4f s%n", (System.nanoTime() - start) / 1e9);
    }
  }

  private static @Nullable Value print(String text) {
    System.out.println(text);
    return null;
  }

  private @Nullable Value addAll(List<String> paths) {
    paths.forEach(path -> session.addToClassPath(existing(path).toString()));
    return null;
  }

  /** Runs a file of source, or the cells of a notebook. */
  private @Nullable Value load(Run run, Path file) throws CellFailure, IOException {
    String name = String.valueOf(file.getFileName());
    String text = Files.readString(file);
    if (!name.endsWith(".ipynb")) {
      return session.run(run, new Source(text, name));
    }
    @Nullable Value value = null;
    int number = 0;
    for (String cell : Notebook.code(text)) {
      number++;
      value = session.run(run, new Source(cell, name + ", code cell " + number));
    }
    return value;
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
