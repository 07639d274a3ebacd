package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.distill4j.kernel.install.LabException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, with a class of students of which one is hostile. */
class GradeSubmissionsIT {

  private final Properties before = new Properties();
  private final PrintStream out = System.out;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @TempDir Path folder;

  @BeforeEach
  void copyTheCourse() throws IOException {
    before.putAll(System.getProperties());
    Path source = folder.resolve("course/source/tiny/tiny.ipynb");
    Files.createDirectories(source.getParent());
    Files.copy(new Assignment(Assignments.COURSE, "tiny").sourceFile(), source);
    System.setProperty("course", folder.resolve("course").toString());
    System.setProperty("submissions", folder.resolve("handed in").toString());
    System.setProperty("out", folder.resolve("grades").toString());
    System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setProperties(before);
    System.setOut(out);
  }

  private void handIn(String student, String id, String answer) throws IOException {
    Notebook notebook = new Assignment(Assignments.COURSE, "tiny").source();
    for (GradedCell cell : GradedCell.in(notebook)) {
      if (cell.id().equals(id)) {
        cell.cell().addProperty("source", answer);
      }
    }
    write(student, notebook.format());
  }

  private void write(String student, String content) throws IOException {
    Path file = folder.resolve("handed in").resolve(student).resolve("tiny/tiny.ipynb");
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  @Test
  void everybodyIsGradedWhateverOneSubmissionDoes() throws IOException {
    Path source = folder.resolve("course/source/tiny/tiny.ipynb");
    String hostile =
        """
        int half(int n) throws Exception {
            Files.writeString(Path.of("%s"), "{}");
            new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
            return n / 2;
        }
        """
            .formatted(source);
    handIn("anna", "none", "");
    handIn("bert", "tiny-half", hostile);
    write("carl", "{\"cells\": [");
    Files.createDirectories(folder.resolve("handed in/dora"));
    String original = Files.readString(source);

    GradeSubmissions.main(new String[0]);

    assertEquals(original, Files.readString(source));
    assertTrue(said.toString(StandardCharsets.UTF_8).contains("a submission changed"));
    List<String> lines = Files.readAllLines(folder.resolve("grades/tiny/points.csv"));
    assertEquals(5, lines.size(), lines.toString());
    assertTrue(lines.get(1).matches("anna,tiny,5.5,13.5,8,,\\d+,\\d*"), lines.get(1));
    String bert = "bert,tiny,0,13.5,8,the kernel ended in the middle of the notebook,\\d+,\\d*";
    assertTrue(lines.get(2).matches(bert), lines.get(2));
    assertTrue(lines.get(3).startsWith("carl,tiny,0,13.5,0,the file is not a notebook"));
    assertEquals("dora,tiny,0,13.5,0,not handed in,,", lines.get(4));
    String page = Files.readString(folder.resolve("grades/tiny/bert.html"));
    assertTrue(page.contains("not executed: the kernel ended"), page);
  }

  @Test
  void memoryTimeAndNumbersOfTheCommandAreLimited() throws IOException {
    String hungry =
        """
        int half(int n) throws Exception {
            var all = new ArrayList<java.nio.ByteBuffer>();
            while (true) {
                all.add(java.nio.ByteBuffer.allocateDirect(10_000_000));
                Thread.sleep(20);
            }
        }
        """;
    handIn("anna", "tiny-half", hungry);
    System.setProperty("memory", "400");

    GradeSubmissions.main(new String[0]);

    String line = Files.readAllLines(folder.resolve("grades/tiny/points.csv")).get(1);
    String stopped = "the kernel was stopped: it needed more than 400 MB of memory";
    assertTrue(line.matches("anna,tiny,0,13.5,8,%s,\\d+,\\d+".formatted(stopped)), line);
    assertTrue(Integer.parseInt(line.substring(line.lastIndexOf(',') + 1)) >= 400, line);

    System.setProperty("memory", "0");
    LabException e = assertThrows(LabException.class, () -> GradeSubmissions.main(new String[0]));
    assertEquals("-Dmemory must be a whole number from 1, but was '0'", e.getMessage());
  }

  @Test
  void nothingToGradeIsSaidAndNothingWritten() throws IOException {
    Files.createDirectories(folder.resolve("handed in/anna"));
    LabException nobody =
        assertThrows(LabException.class, () -> GradeSubmissions.main(new String[0]));
    assertTrue(String.valueOf(nobody.getMessage()).startsWith("nobody handed in anything"));

    System.setProperty("assignment", "ps9");
    LabException none =
        assertThrows(LabException.class, () -> GradeSubmissions.main(new String[0]));
    assertTrue(
        String.valueOf(none.getMessage()).contains("no assignment 'ps9'"), none.getMessage());

    System.setProperty("submissions", folder.resolve("nowhere").toString());
    LabException nowhere =
        assertThrows(LabException.class, () -> GradeSubmissions.main(new String[0]));
    assertTrue(String.valueOf(nowhere.getMessage()).startsWith("there is no folder"));
    assertFalse(Files.exists(folder.resolve("grades")));
  }
}
