package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on disk after each submission. */
class GradesTest {

  private static final String HEADER =
      "student,assignment,points,of,to_be_graded_by_hand,timeouts,problem,look_at,seconds,peak_mb";

  private final List<String> said = new ArrayList<>();

  @TempDir Path folder;

  private static Graded graded(String student, double points, String problem) {
    Assignment tiny = new Assignment(Assignments.COURSE, "tiny");
    List<Score> scores =
        List.of(new Score("a", points, 4, false, ""), new Score("b", 0, 2, true, ""));
    boolean ran = problem.isEmpty();
    return new Graded(
        new Submission(student, Path.of(student), tiny),
        scores,
        problem,
        Map.of(),
        ran ? List.of("uses 'Unsafe'", "uses \"x\"") : List.of(),
        ran ? 2 : 0,
        ran ? Assignments.notebook() : null,
        ran ? 12.6 : 0,
        ran ? 345 : 0);
  }

  @Test
  void eachSubmissionIsWrittenAtOnceAndTheTableStaysSorted() throws IOException {
    Grades grades = new Grades(folder.resolve("ps1"), said::add);

    grades.add(graded("dora", 3.5, ""));

    assertEquals(
        List.of(HEADER, "dora,tiny,3.5,6,2,2,,\"uses 'Unsafe'; uses \"\"x\"\"\",13,345"),
        Files.readAllLines(grades.table()));
    String page = Files.readString(folder.resolve("ps1/dora.html"));
    assertTrue(page.contains("Executed in 13 s; its kernel held at most 345 MB."), page);

    grades.add(graded("anna", 0, "not handed in"));

    List<String> lines = Files.readAllLines(grades.table());
    assertEquals(
        List.of(
            HEADER,
            "anna,tiny,0,6,2,,not handed in,,,",
            "dora,tiny,3.5,6,2,2,,\"uses 'Unsafe'; uses \"\"x\"\"\",13,345"),
        lines);
    assertFalse(Files.readString(folder.resolve("ps1/anna.html")).contains("Executed"));
    assertEquals(
        List.of(
            "dora tiny: 3.5 of 6 points; look at it: uses 'Unsafe', uses \"x\"",
            "anna tiny: 0 of 6 points (not handed in)"),
        said);
  }

  @Test
  void whatCannotBeWrittenIsSaid() throws IOException {
    Files.writeString(folder.resolve("ps1"), "a file where the folder should be");
    Grades grades = new Grades(folder.resolve("ps1"), said::add);
    LabException e = assertThrows(LabException.class, () -> grades.add(graded("anna", 0, "")));
    assertTrue(
        String.valueOf(e.getMessage()).startsWith("cannot write to " + folder), e.getMessage());
  }
}
