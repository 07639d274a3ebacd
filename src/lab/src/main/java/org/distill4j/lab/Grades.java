package org.distill4j.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.distill4j.kernel.install.WholeFile;

/**
 * The points of a class in files, written anew after each submission, so that nothing is lost when
 * grading breaks off.
 */
final class Grades {

  private final Path folder;
  private final Consumer<String> say;
  private final SortedMap<String, Graded> byStudent = new TreeMap<>();

  /** Grades in a folder, which is made when there are some; the listener hears of each. */
  Grades(Path folder, Consumer<String> say) {
    this.folder = folder;
    this.say = say;
  }

  Path table() {
    return folder.resolve("points.csv");
  }

  /**
   * Writes a student's page and the table of all students so far.
   *
   * @throws LabException if they cannot be written
   */
  synchronized void add(Graded graded) {
    String student = graded.submission().student();
    byStudent.put(student, graded);
    write(graded);
    writeTable();
    say.accept(graded.line());
  }

  /**
   * Writes all of it again, when no submission is executed any more that could change it.
   *
   * @throws LabException if it cannot be written
   */
  synchronized void rewrite() {
    byStudent.values().forEach(this::write);
    writeTable();
  }

  private void write(Graded graded) {
    write(folder.resolve(graded.submission().student() + ".html"), ReportPage.html(graded));
  }

  private void writeTable() {
    write(table(), PointsTable.csv(List.copyOf(byStudent.values())));
  }

  private void write(Path file, String text) {
    try {
      WholeFile.write(file, text);
    } catch (IOException e) {
      throw new LabException("cannot write to %s: %s".formatted(folder, WholeFile.reason(e)));
    }
  }
}
