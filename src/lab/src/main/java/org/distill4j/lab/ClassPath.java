package org.distill4j.lab;

import java.io.File;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The class path that the course's kernel gets: what notebooks import, and nothing of the lab. */
final class ClassPath {

  /** Names the dependencies where the class path of this process holds more, as in tests. */
  static final String PROPERTY = "lab.classpath";

  private ClassPath() {}

  /** The absolute paths. */
  static List<Path> here() {
    Set<Path> entries = new LinkedHashSet<>();
    String given = System.getProperty(PROPERTY, "");
    if (!given.isEmpty()) {
      split(given).forEach(entries::add);
    } else if (ClassPath.class.getClassLoader() instanceof URLClassLoader loader) {
      Stream.of(loader.getURLs()).map(ClassPath::path).forEach(entries::add);
    } else {
      split(System.getProperty("java.class.path", "")).forEach(entries::add);
    }
    entries.remove(Project.compiled());
    return List.copyOf(entries);
  }

  private static Stream<Path> split(String classPath) {
    return Arrays.stream(classPath.split(File.pathSeparator))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> Path.of(entry).toAbsolutePath());
  }

  private static Path path(URL url) {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
