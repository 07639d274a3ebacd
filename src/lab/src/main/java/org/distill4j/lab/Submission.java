package org.distill4j.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.distill4j.kernel.install.WholeFile;

/**
 * What a student handed in for an assignment, maybe nothing.
 *
 * @param student the name of the student's folder
 * @param folder the student's folder
 * @param assignment which assignment
 */
record Submission(String student, Path folder, Assignment assignment) {

  private static final long MOST_BYTES = 20_000_000;

  /**
   * The submissions of all students, sorted by name.
   *
   * @param folder holds a folder of each student
   * @throws LabException if it cannot be read
   */
  static List<Submission> in(Path folder, Assignment assignment) {
    try (Stream<Path> students = Files.list(folder)) {
      return students
          .filter(student -> Files.isDirectory(student, LinkOption.NOFOLLOW_LINKS))
          .map(student -> new Submission(student.getFileName().toString(), student, assignment))
          .filter(submission -> !submission.student.startsWith("."))
          .sorted((a, b) -> a.student.compareTo(b.student))
          .toList();
    } catch (IOException e) {
      throw new LabException("cannot read the submissions: " + WholeFile.reason(e));
    }
  }

  /** Where nbgrader collects it, or else in the student's folder itself. */
  Path file() {
    Path collected = folder.resolve(assignment.name()).resolve(assignment.fileName());
    Path flat = folder.resolve(assignment.fileName());
    return exists(collected) || !exists(flat) ? collected : flat;
  }

  boolean isHandedIn() {
    return exists(file());
  }

  /**
   * Reads it.
   *
   * @throws LabException if it is no notebook that can be graded, saying why
   */
  Notebook read() {
    Path file = file();
    if (Files.isSymbolicLink(file) || Files.isSymbolicLink(file.getParent())) {
      throw new LabException("the notebook is a link to another file");
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new LabException("the notebook is no file");
    }
    try {
      if (Files.size(file) > MOST_BYTES) {
        throw new LabException(
            "the notebook has more than %d MB".formatted(MOST_BYTES / 1_000_000));
      }
    } catch (IOException e) {
      throw new LabException("cannot read the notebook: " + WholeFile.reason(e));
    }
    try {
      Notebook notebook = Notebook.read(file);
      var unused = notebook.cells();
      return notebook;
    } catch (LabException e) {
      throw new LabException(String.valueOf(e.getMessage()).replace(file.toString(), "the file"));
    } catch (IllegalStateException e) {
      throw new LabException("the file is not a notebook: it has a cell that is none");
    }
  }

  /** The files beside the notebook, if it lies in a folder of its own. */
  Attachments attachments() {
    Path own = folder.resolve(assignment.name());
    return file().startsWith(own) ? Attachments.in(own) : new Attachments(Map.of());
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }
}
