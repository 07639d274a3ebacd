package org.distill4j.lab;

import java.io.File;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The class path that the course's kernel gets: what notebooks import, and nothing of the lab. */
final class ClassPath {

  private ClassPath() {}

  /** The absolute paths of the class path of this process. */
  static List<Path> here() {
    return ClassPath.class.getClassLoader() instanceof URLClassLoader loader
        ? kernels(Stream.of(loader.getURLs()).map(ClassPath::path))
        : of(ManagementFactory.getRuntimeMXBean().getClassPath());
  }

  /** The absolute paths of a class path as {@code java} takes it. */
  static List<Path> of(String classPath) {
    return kernels(
        Arrays.stream(classPath.split(File.pathSeparator))
            .filter(entry -> !entry.isEmpty())
            .map(entry -> Path.of(entry).toAbsolutePath()));
  }

  private static List<Path> kernels(Stream<Path> all) {
    Set<Path> ofTheLab = Set.of(Project.compiled(), source(CommandLine.class));
    Set<Path> entries = new LinkedHashSet<>();
    all.filter(entry -> !ofTheLab.contains(entry)).forEach(entries::add);
    return List.copyOf(entries);
  }

  /** The folder or jar that holds a class. */
  static Path source(Class<?> type) {
    return path(type.getProtectionDomain().getCodeSource().getLocation());
  }

  private static Path path(URL url) {
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
