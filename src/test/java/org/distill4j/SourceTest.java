package org.distill4j;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that no compiler checks. */
class SourceTest {

  private static final Path SOURCES = Path.of("src/main/java/org/distill4j");
  private static final int MOST_LINES = 250;

  private static final Pattern PRINTS = Pattern.compile("\\bSystem\\.(out|err)\\b");

  /** The kernel and the launcher talk to a terminal, and a check to a learner. */
  private static final Set<String> MAY_PRINT = Set.of("course", "kernel", "lab");

  /** Where progress goes in a terminal, and what is shown where there is no notebook. */
  private static final Set<String> LINES = Set.of("TerminalProgress.java", "Outlet.java");

  @Test
  void noFileIsLong() throws IOException {
    assertEquals(List.of(), files(file -> lines(file).size() > MOST_LINES));
  }

  @Test
  void everyPackageIsDescribedAndNullMarked() throws IOException {
    try (Stream<Path> paths = Files.walk(SOURCES)) {
      assertEquals(
          List.of(),
          paths
              .filter(path -> Files.isDirectory(path) && !path.equals(SOURCES))
              .map(folder -> folder.resolve("package-info.java"))
              .filter(info -> !Files.exists(info) || !lines(info).contains("@NullMarked"))
              .toList());
    }
  }

  @Test
  void nothingIsPrinted() throws IOException {
    assertEquals(
        List.of(),
        files(
            file ->
                !MAY_PRINT.contains(SOURCES.relativize(file).getName(0).toString())
                    && !LINES.contains(file.getFileName().toString())
                    && lines(file).stream().anyMatch(PRINTS.asPredicate())));
  }

  private static List<Path> files(Predicate<Path> wrong) throws IOException {
    try (Stream<Path> paths = Files.walk(SOURCES)) {
      return paths.filter(path -> path.toString().endsWith(".java")).filter(wrong).toList();
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
