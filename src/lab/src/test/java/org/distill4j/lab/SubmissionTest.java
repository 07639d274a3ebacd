package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionTest {

  private static final Assignment TINY = new Assignment(Assignments.COURSE, "tiny");
  private static final String EMPTY = "{\"cells\": [], \"nbformat\": 4}";

  @TempDir Path folder;

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }

  private Submission of(String student) {
    return new Submission(student, folder.resolve(student), TINY);
  }

  private String refused(String student) {
    LabException e = assertThrows(LabException.class, () -> of(student).read());
    return String.valueOf(e.getMessage());
  }

  @Test
  void studentsAreSortedAndFilesAndHiddenFoldersAreNone() throws IOException {
    write("zoe/tiny/tiny.ipynb", EMPTY);
    write("Ann/tiny.ipynb", EMPTY);
    write("bob/other.txt", "x");
    write(".hidden/tiny.ipynb", EMPTY);
    write("list.csv", "x");
    List<Submission> all = Submission.in(folder, TINY);
    assertEquals(List.of("Ann", "bob", "zoe"), all.stream().map(Submission::student).toList());
    assertEquals(List.of(true, false, true), all.stream().map(Submission::isHandedIn).toList());
  }

  @Test
  void bothLayoutsAreReadTheCollectedOneFirst() throws IOException {
    write("ann/tiny.ipynb", "{}");
    assertThrows(LabException.class, () -> of("ann").read());
    write("ann/tiny/tiny.ipynb", EMPTY);
    assertEquals(List.of(), of("ann").read().cells());
  }

  @Test
  void whatIsNoNotebookIsRefusedInWords() throws IOException {
    write("a/tiny.ipynb", "{\"cells\":");
    assertTrue(refused("a").startsWith("the file is not a notebook"), refused("a"));
    write("b/tiny.ipynb", "{\"cells\": [7], \"nbformat\": 4}");
    assertTrue(refused("b").contains("a cell that is none"), refused("b"));
    Files.createDirectories(folder.resolve("c/tiny.ipynb"));
    assertEquals("the notebook is no file", refused("c"));
    write("d/tiny.ipynb", "");
    try (RandomAccessFile large = new RandomAccessFile(of("d").file().toFile(), "rw")) {
      large.setLength(21_000_000);
    }
    assertEquals("the notebook has more than 20 MB", refused("d"));
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path secret = write("secret.ipynb", EMPTY);
    Files.createDirectories(folder.resolve("a/tiny"));
    Files.createSymbolicLink(folder.resolve("a/tiny/tiny.ipynb"), secret);
    assertEquals("the notebook is a link to another file", refused("a"));

    write("elsewhere/tiny.ipynb", EMPTY);
    Files.createDirectories(folder.resolve("b"));
    Files.createSymbolicLink(folder.resolve("b/tiny"), folder.resolve("elsewhere"));
    assertEquals("the notebook is a link to another file", refused("b"));

    write("c/tiny/tiny.ipynb", EMPTY);
    write("c/tiny/own/data.csv", "1");
    Files.createSymbolicLink(folder.resolve("c/tiny/link.csv"), secret);
    assertEquals(Set.of(Path.of("own/data.csv")), of("c").attachments().contents().keySet());
  }

  @Test
  void thePointsAreATableThatSpreadsheetsReadAsText() {
    Submission submission = new Submission("=cmd, \"x\"", folder, TINY);
    List<Score> scores = List.of(new Score("a", 1.5, 4, false, ""), new Score("b", 0, 3, true, ""));
    Graded graded =
        new Graded(submission, scores, "no\nend", Map.of(), List.of("=a"), 3, null, 1.6, 0);
    assertEquals(
        """
        student,assignment,points,of,to_be_graded_by_hand,timeouts,problem,look_at,seconds,peak_mb
        "'=cmd, ""x""\",tiny,1.5,7,3,3,no end,"'=a",2,
        """,
        PointsTable.csv(List.of(graded)));
  }

  @Test
  void theReportShowsTheAnswersAndNothingInThemWorks() {
    Notebook executed = Release.withStubs(TINY.source());
    GradedCell why =
        GradedCell.in(executed).stream().filter(c -> c.id().equals("tiny-why")).findFirst().get();
    why.cell().addProperty("source", "<script>alert(1)</script>");
    List<Score> scores =
        List.of(Score.byHand(why), new Score("tiny-half-test", 0, 2, false, "E: <b>"));
    Graded graded =
        new Graded(
            new Submission("a&b", folder, TINY),
            scores,
            "",
            Map.of(),
            List.of(),
            0,
            executed,
            1,
            0);
    String page = ReportPage.html(graded);
    assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page);
    assertTrue(page.contains("a&amp;b") && page.contains("E: &lt;b&gt;"), page);
    assertTrue(page.contains("Executed in 1 s."), page);
    assertFalse(page.contains("<script") || page.contains("<b>"), page);
  }

  @Test
  void filesThatASubmissionChangedAreSetBack() throws IOException {
    Path a = write("source/a.ipynb", "a");
    Path b = write("source/b.ipynb", "b");
    write("source/c.ipynb", "c");
    Guard guard = Guard.of(List.of(folder.resolve("source"), folder.resolve("missing")));
    Files.writeString(a, "changed");
    Files.delete(b);
    List<String> said = new java.util.ArrayList<>();
    guard.restore(said::add);
    assertEquals("a", Files.readString(a));
    assertEquals("b", Files.readString(b));
    assertEquals(2, said.size(), said.toString());
  }
}
