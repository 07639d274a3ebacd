package org.distill4j.lab;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which assignments are meant. */
final class Course {

  @Option(
      names = "--course",
      paramLabel = "FOLDER",
      defaultValue = "${sys:course}",
      description = "Another course, with source and release in it (notebooks/assignments).")
  private @Nullable Path folder;

  @Option(
      names = "--assignment",
      paramLabel = "NAME",
      defaultValue = "${sys:assignment:-*}",
      description = "Only this one, as ps1 (all).")
  private String name = "*";

  Path folder(Project project) {
    return folder == null ? project.notebooks().resolve("assignments") : folder;
  }

  /** The name of the only one that is meant, or a star. */
  String name() {
    return name;
  }

  List<Assignment> assignments(Project project) {
    return Assignment.in(folder(project), name);
  }
}
