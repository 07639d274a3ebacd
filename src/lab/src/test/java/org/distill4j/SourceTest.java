package org.distill4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules that no compiler checks. */
class SourceTest {

  private static final String SOURCES = "src/main/java/org/distill4j";
  private static final List<String> PARTS =
      List.of("library", "report", "onnx", "kernel", "course", "lab");
  private static final int MOST_LINES = 400;
  private static final int MEDIAN_BELOW = 100;

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
  void mostFilesAreShort() throws IOException {
    List<Path> all = files(file -> true);
    int[] lengths = all.stream().mapToInt(file -> lines(file).size()).sorted().toArray();
    int median = lengths[lengths.length / 2];
    assertTrue(median < MEDIAN_BELOW, () -> "median length " + median);
  }

  @Test
  void everyPackageIsDescribedAndNullMarked() throws IOException {
    assertEquals(
        List.of(),
        files(file -> true).stream()
            .map(file -> file.resolveSibling("package-info.java"))
            .distinct()
            .filter(info -> !Files.exists(info) || !lines(info).contains("@NullMarked"))
            .toList());
  }

  @Test
  void nothingIsPrinted() throws IOException {
    assertEquals(
        List.of(),
        files(
            file ->
                !MAY_PRINT.contains(file.getName(1).toString())
                    && !LINES.contains(file.getFileName().toString())
                    && lines(file).stream().anyMatch(PRINTS.asPredicate())));
  }

  private static List<Path> files(Predicate<Path> wrong) throws IOException {
    List<Path> found = new ArrayList<>();
    for (String part : PARTS) {
      try (Stream<Path> paths = Files.walk(Path.of("src", part).resolve(SOURCES))) {
        paths.filter(p -> p.toString().endsWith(".java")).filter(wrong).forEach(found::add);
      }
    }
    return found;
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
