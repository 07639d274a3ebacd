package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, with a class of students of which one is hostile. */
class GradeSubmissionsIT {

  private final List<String> said = Collections.synchronizedList(new ArrayList<>());
  private final StringWriter errors = new StringWriter();

  @TempDir Path folder;

  @BeforeEach
  void copyTheCourse() throws IOException {
    Assignment tiny = new Assignment(Assignments.COURSE, "tiny");
    copy(tiny.sourceFile(), folder.resolve("course/source/tiny/tiny.ipynb"));
    copy(tiny.releaseFile(), folder.resolve("course/release/tiny/tiny.ipynb"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    Files.copy(from, to);
  }

  private int grade(String... options) {
    List<String> typed = new ArrayList<>(List.of("grade"));
    typed.add("--course=" + folder.resolve("course"));
    typed.add("--submissions=" + folder.resolve("handed in"));
    typed.add("--out=" + folder.resolve("grades"));
    typed.addAll(List.of(options));
    return Main.commandLine(Here.PROJECT, said::add)
        .setErr(new PrintWriter(errors, true))
        .setOverwrittenOptionsAllowed(true)
        .execute(typed.toArray(String[]::new));
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
            try { Files.writeString(Path.of("%s"), "{}"); } catch (IOException e) { System.out.println(e); }
            new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
            return n / 2;
        }
        """
            .formatted(source);
    handIn("anna", "tiny-half", "int half(int n) { return n / 2; } // HALF");
    Path anna = folder.resolve("handed in/anna/tiny/tiny.ipynb");
    Files.writeString(anna, Files.readString(anna).replace("HALF", "\\ud800"));
    handIn("bert", "tiny-half", hostile);
    write("carl", "{\"cells\": [");
    Files.createDirectories(folder.resolve("handed in/dora"));
    String original = Files.readString(source);

    assertEquals(0, grade(), errors::toString);

    assertEquals(original, Files.readString(source));
    assertEquals(
        Sandbox.of(Here.PROJECT).isEmpty(), said.toString().contains("a submission changed"));
    List<String> lines = Files.readAllLines(folder.resolve("grades/tiny/points.csv"));
    assertEquals(5, lines.size(), lines.toString());
    assertTrue(lines.get(1).matches("anna,tiny,5.5,13.5,8,,,,\\d+,\\d*"), lines.get(1));
    String bert =
        "bert,tiny,0,13.5,8,,the kernel ended in the middle of the notebook,"
            + "\"uses 'ProcessBuilder'; uses 'ProcessHandle'\",\\d+,\\d*";
    assertTrue(lines.get(2).matches(bert), lines.get(2));
    assertTrue(lines.get(3).startsWith("carl,tiny,0,13.5,0,,the file is not a notebook"));
    assertEquals("dora,tiny,0,13.5,0,,not handed in,,,", lines.get(4));
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

    assertEquals(0, grade("--memory=400"), errors::toString);

    String line = Files.readAllLines(folder.resolve("grades/tiny/points.csv")).get(1);
    String stopped = "the kernel was stopped: it needed more than 400 MB of memory";
    assertTrue(line.matches("anna,tiny,0,13.5,8,,%s,,\\d+,\\d+".formatted(stopped)), line);
    assertTrue(Integer.parseInt(line.substring(line.lastIndexOf(',') + 1)) >= 400, line);

    assertEquals(1, grade("--memory=0"));
    assertTrue(
        errors.toString().contains("'--memory': must be a whole number from 1"), errors::toString);
    assertEquals(1, errors.toString().lines().count());
  }

  /** Each thing that it reaches costs points of the sum. */
  @Test
  void inTheSandboxASubmissionReachesNothing() throws IOException {
    Path root = Here.PROJECT.root().toAbsolutePath();
    String curious =
        """
        boolean written(String file) {
            try { Files.createDirectories(Path.of(file).getParent()); Files.writeString(Path.of(file), "x"); return true; }
            catch (IOException e) { return false; }
        }
        int reached() throws Exception {
            int reached = 0;
            for (String file : List.of("%s/pom.xml", "%s/handed in/anna", "../draft.ipynb"))
                if (Files.exists(Path.of(file))) reached++;
            for (String file : List.of("/usr/bin/x", "/proc/sys/kernel/x"))
                if (written(file)) reached++;
            written("%s/target/x"); // which is lost, as is all that it writes
            written("%s/x");
            if (ProcessHandle.allProcesses().count() > 20) reached++;
            if (java.net.NetworkInterface.networkInterfaces().count() > 1) reached++;
            try { com.sun.tools.attach.VirtualMachine.attach("" + ProcessHandle.current().pid()); reached++; }
            catch (Exception e) { return reached; }
            return reached;
        }
        int sum(int a, int b) {
            try { return a + b + reached(); } catch (Exception e) { return -1; }
        }
        """
            .formatted(root, folder, root, folder);
    handIn("anna", "tiny-sum", curious);
    if (Sandbox.of(Here.PROJECT).isEmpty()) {
      assertEquals(1, grade("--sandbox=yes"));
      assertTrue(errors.toString().startsWith("this machine allows no sandbox"));
      return;
    }

    assertEquals(0, grade("--sandbox=yes"), errors::toString);

    String line = Files.readAllLines(folder.resolve("grades/tiny/points.csv")).get(1);
    assertTrue(line.startsWith("anna,tiny,5.5,13.5,8,,,"), line);
    assertFalse(Files.exists(root.resolve("target/x")) || Files.exists(folder.resolve("x")));
    assertEquals("in a sandbox", said.get(0));
  }

  @Test
  void withoutASandboxASubmissionCostsOthersNothing() throws IOException {
    Path other = folder.resolve("handed in/zoe/tiny/tiny.ipynb");
    Path release = folder.resolve("course/release/tiny/tiny.ipynb");
    handIn(
        "anna",
        "tiny-half",
        """
        Files.writeString(Path.of("%s"), "gone");
        Files.writeString(Path.of("%s"), "gone");
        new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().parent().get().pid()).start().waitFor();
        """
            .formatted(other, release));
    handIn("zoe", "none", "");
    String before = Files.readString(release);

    assertEquals(0, grade("--sandbox=no", "--jobs=1"), errors::toString);

    assertEquals("gone", Files.readString(other));
    assertEquals(before, Files.readString(release));
    List<String> lines = Files.readAllLines(folder.resolve("grades/tiny/points.csv"));
    assertTrue(lines.get(1).startsWith("anna,tiny,0,13.5,8,,Jupyter ended before"), lines.get(1));
    assertTrue(
        lines.get(1).contains("the program that drives the kernel was killed"), lines.get(1));
    assertTrue(lines.get(2).startsWith("zoe,tiny,5.5,13.5,8,,,,"), lines.get(2));
    assertTrue(said.get(0).startsWith("without a sandbox"), said.toString());
  }

  @Test
  void nothingToGradeIsSaidAndNothingWritten() throws IOException {
    Files.createDirectories(folder.resolve("handed in/anna"));
    assertEquals(1, grade());
    assertTrue(errors.toString().startsWith("nobody handed in anything"), errors::toString);

    assertEquals(1, grade("--assignment=ps9"));
    assertTrue(errors.toString().contains("no assignment 'ps9'"), errors::toString);

    assertEquals(1, grade("--submissions=" + folder.resolve("nowhere")));
    assertTrue(errors.toString().contains("there is no folder"), errors::toString);
    assertEquals(3, errors.toString().lines().count());
    assertFalse(Files.exists(folder.resolve("grades")));
  }
}
