package org.distill4j.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.distill4j.kernel.install.WholeFile;

/**
 * One assignment of a course whose folders are laid out for nbgrader.
 *
 * @param course the folder that holds {@code source} and {@code release}
 * @param name its name, such as {@code ps1}
 */
record Assignment(Path course, String name) {

  static final String SOURCE = "source";
  static final String RELEASE = "release";

  /**
   * The assignments of a course, sorted by name.
   *
   * @param course its folder
   * @param chosen the name of the only one that is wanted, or {@code *}
   * @throws LabException if there is none
   */
  static List<Assignment> in(Path course, String chosen) {
    List<Assignment> all;
    try (Stream<Path> folders = Files.list(course.resolve(SOURCE))) {
      all =
          folders
              .map(folder -> new Assignment(course, folder.getFileName().toString()))
              .filter(assignment -> Files.isRegularFile(assignment.sourceFile()))
              .sorted((a, b) -> a.name.compareTo(b.name))
              .toList();
    } catch (IOException e) {
      throw new LabException("there are no assignments: " + WholeFile.reason(e));
    }
    List<Assignment> wanted =
        all.stream().filter(a -> chosen.equals("*") || chosen.equals(a.name)).toList();
    if (wanted.isEmpty()) {
      throw new LabException(
          "there is no assignment '%s' in %s, but %s"
              .formatted(chosen, course.resolve(SOURCE), all.stream().map(a -> a.name).toList()));
    }
    return wanted;
  }

  Path sourceFile() {
    return course.resolve(SOURCE).resolve(name).resolve(fileName());
  }

  Path releaseFile() {
    return course.resolve(RELEASE).resolve(name).resolve(fileName());
  }

  String fileName() {
    return name + ".ipynb";
  }

  Notebook source() {
    return Notebook.read(sourceFile());
  }

  /** The student's copy; errors name this assignment. */
  Notebook release() {
    try {
      return Release.of(source());
    } catch (LabException e) {
      throw new LabException("%s:%n%s".formatted(sourceFile(), e.getMessage()));
    }
  }

  /** The files that lie beside the notebook in the source, which students get too. */
  Attachments attachments() {
    return Attachments.in(course.resolve(SOURCE).resolve(name));
  }
}
