package org.distill4j.course;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the folder of the shipped data from any working folder inside the project. */
public final class DataFolder {

  /** System property that names the data folder. */
  public static final String PROPERTY = "distill4j.data";

  /** Environment variable that names the data folder, where the property does not. */
  public static final String VARIABLE = "DISTILL4J_DATA";

  private DataFolder() {}

  /**
   * Finds one shipped data set: in the folder that the system property {@value PROPERTY} names, in
   * the one that the environment variable {@value VARIABLE} names, then in {@code data} in the
   * working folder and in each folder above it.
   *
   * @param name of the data set's folder, such as {@code "mnist"}
   * @return the folder, which exists
   * @throws UncheckedIOException if it is in none of these places
   */
  public static Path find(String name) {
    return find(name, System.getProperty(PROPERTY), System.getenv(VARIABLE), Path.of(""));
  }

  static Path find(
      String name, @Nullable String property, @Nullable String variable, Path workingFolder) {
    List<Path> places = new ArrayList<>();
    if (property != null) {
      places.add(Path.of(property, name));
    }
    if (variable != null) {
      places.add(Path.of(variable, name));
    }
    for (Path up = workingFolder.toAbsolutePath().normalize(); up != null; up = up.getParent()) {
      places.add(up.resolve("data").resolve(name));
    }
    return places.stream()
        .filter(Files::isDirectory)
        .findFirst()
        .orElseThrow(() -> notFound(name, places));
  }

  private static UncheckedIOException notFound(String name, List<Path> places) {
    String tried = places.stream().map(Path::toString).collect(Collectors.joining(", "));
    return new UncheckedIOException(
        "the folder of the data set '%s' must be in one of these places, but is in none: %s; the system property %s or the environment variable %s can name the folder above it"
            .formatted(name, tried, PROPERTY, VARIABLE),
        new NoSuchFileException(name));
  }
}
