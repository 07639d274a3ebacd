package org.distill4j.lab;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A choice of notebooks by name.
 *
 * @param pattern a file name, with {@code *} and {@code ?}, without its ending
 */
record Selection(String pattern) {

  private static final String ENDING = ".ipynb";

  static Selection of(String pattern) {
    boolean ended = pattern.endsWith(ENDING);
    return new Selection(
        ended ? pattern.substring(0, pattern.length() - ENDING.length()) : pattern);
  }

  /**
   * The chosen notebooks of a folder, sorted by name.
   *
   * @throws LabException if there is none
   */
  List<Path> in(Path folder) throws IOException {
    List<Path> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + ENDING)) {
        files.forEach(all::add);
      }
    }
    Collections.sort(all);
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern + ENDING);
    List<Path> chosen = all.stream().filter(f -> matcher.matches(f.getFileName())).toList();
    if (chosen.isEmpty()) {
      throw new LabException(
          "no notebook matches '%s'; in %s there are %s"
              .formatted(pattern, folder, all.stream().map(Path::getFileName).toList()));
    }
    return chosen;
  }
}
