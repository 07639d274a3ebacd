package org.distill4j.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.distill4j.kernel.install.LabException;
import org.distill4j.kernel.install.WholeFile;

/**
 * {@code ./mvnw compile exec:java@release}: makes the students' copies of the assignments, {@code
 * notebooks/assignments/release}, from {@code source}. {@code -Dassignment=ps1} makes one, {@code
 * -Dcourse=FOLDER} works on another course.
 */
public final class MakeRelease {

  private MakeRelease() {}

  /**
   * Makes them, or none of them if one breaks a rule; settings are system properties.
   *
   * @param args not used
   * @throws LabException if an assignment breaks a rule or cannot be read or written
   */
  public static void main(String[] args) {
    Path course = course();
    List<Assignment> assignments = Assignment.in(course, System.getProperty("assignment", "*"));
    List<String> texts = assignments.stream().map(a -> a.release().format()).toList();
    for (int i = 0; i < texts.size(); i++) {
      write(assignments.get(i), texts.get(i));
    }
  }

  /** The course of this checkout, or the one that {@code -Dcourse} names. */
  static Path course() {
    String given = System.getProperty("course");
    return given == null ? Project.here().notebooks().resolve("assignments") : Path.of(given);
  }

  private static void write(Assignment assignment, String text) {
    Path file = assignment.releaseFile();
    try {
      WholeFile.write(file, text);
      assignment.attachments().writeTo(Objects.requireNonNull(file.getParent()));
    } catch (IOException e) {
      throw new LabException("cannot write %s: %s".formatted(file, WholeFile.reason(e)));
    }
    System.out.println(file);
  }
}
