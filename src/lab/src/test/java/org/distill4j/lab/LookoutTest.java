package org.distill4j.lab;

import static org.distill4j.lab.Assignments.marked;
import static org.distill4j.lab.Assignments.notebook;
import static org.distill4j.lab.Assignments.plain;
import static org.distill4j.lab.Assignments.solution;
import static org.distill4j.lab.Assignments.test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookoutTest {

  private static final Notebook SOURCE =
      notebook(
          marked(
              "code",
              "grade_id: setup, locked: true",
              "import org.distill4j.course.*;\nint row(int n) { return n; }"),
          solution("s", "record Pair(int a, int b) {}"),
          test("t", 2, "Check.of(\"Nd4j\").same(new Pair(row(1), 2)).orThrow();"),
          test("u", 1, "if (half(2) != 1) throw new AssertionError(\"Check\");"),
          plain("code", "ProcessBuilder given = null;"));

  private static Lookout.Found found(String answer) {
    Notebook submitted = new Notebook(SOURCE.json().deepCopy());
    submitted.cells().get(1).addProperty("source", answer);
    return new Lookout(SOURCE, Here.PROJECT.classPath()).in(submitted);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Check { static Check of(String s) { return null; } }",
        "final class/* */Check{}",
        "record Check(int a) {}",
        "enum Check { A }",
        "interface \\u0043heck {}",
        "Fake Check = new Fake();",
        "List<Fake> Check;",
        "import cheat.Check;",
        "int n = 1; import static cheat.Cheat.Check ;",
      })
  void whatTakesThePlaceOfATypeOfTheTestsIsFound(String answer) {
    Lookout.Found found = found(answer);
    assertEquals(Set.of("Check"), found.replaced());
    assertEquals(
        List.of("declares a 'Check', which tests use: they get no points"), found.remarks());
    assertEquals("Check", found.replacedIn(GradedCell.in(SOURCE).get(2)));
    assertEquals("", found.replacedIn(GradedCell.in(SOURCE).get(3)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "record Pair(int a, int b) {}",
        "class Pair {} // class Check {}",
        "String s = \"class Check { }\";",
        "import org.distill4j.course.Check;",
        "import java.util.List;\nimport static java.lang.Math.abs;\nimport cheat.*;",
        "class Own { int Check() { return 1; } }",
        "INDArray nd4j = Nd4j.create(2); var checks = List.of(1);",
        "throw new UnsupportedOperationException(\"ProcessBuilder\");",
        "int[] row = {1}; int b = row(2); if (b == row(1)) { b = 2; }",
      })
  void honestAnswersHaveNoRemark(String answer) {
    assertEquals(new Lookout.Found(Set.of(), List.of()), found(answer));
  }

  @Test
  void aPackageCannotBeHiddenByAVariable() {
    assertEquals(Set.of("org"), found("var org = new Fake();").replaced());
  }

  @Test
  void waysAroundTheTestsAreRemarked() {
    assertEquals(
        List.of(
            "has '%load sol.jsh'",
            "declares 'row' anew, which the assignment has",
            "uses 'ProcessBuilder'",
            "uses 'getClassLoader'",
            "uses 'setDefaultAssertionStatus'"),
        found(
                """
                %load sol.jsh
                int row(int n) throws Exception { return 2; }
                new ProcessBuilder("ls").start();
                getClass().getClassLoader().setDefaultAssertionStatus(false);
                """)
            .remarks());
  }

  private static Notebook forbidding(String name) {
    Notebook source = new Notebook(SOURCE.json().deepCopy());
    source
        .json()
        .getAsJsonObject("metadata")
        .add("distill4j", JsonParser.parseString("{forbidden: [%s]}".formatted(name)));
    return source;
  }

  /** In an editor and in unit tests the course is folders of classes, in a build jars. */
  @Test
  void whatTheAssignmentForbidsIsRemarkedWhetherItIsInAFolderOrAJar(@TempDir Path folder)
      throws IOException {
    String name = "org/distill4j/loss/SoftTargets.class";
    Path classes = folder.resolve("classes");
    Files.createDirectories(classes.resolve(name).getParent());
    Files.createFile(classes.resolve(name));
    Path jar = folder.resolve("library.jar");
    try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(name));
    }
    Notebook source = forbidding("org.distill4j.loss");
    Notebook submitted = new Notebook(source.json().deepCopy());
    submitted.cells().get(1).addProperty("source", "return SoftTargets.softmax(logits, t);");
    for (Path library : List.of(classes, jar)) {
      assertEquals(
          List.of("uses 'SoftTargets', which the assignment forbids"),
          new Lookout(source, List.of(folder.resolve("pom.xml"), library)).in(submitted).remarks());
    }
  }

  @Test
  void aForbiddenPackageMustBeThere() {
    Notebook source = forbidding("org.distill4j.lost");
    List<Path> classPath = Here.PROJECT.classPath();
    LabException e = assertThrows(LabException.class, () -> new Lookout(source, classPath));
    assertEquals(
        "the assignment forbids the package 'org.distill4j.lost', but the course has none of that name",
        e.getMessage());
  }
}
