package org.distill4j.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import org.distill4j.kernel.KernelProcess.Answer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ErrorsTest {
  private static KernelProcess kernel;

  @BeforeAll
  static void start() throws IOException {
    kernel = new KernelProcess();
  }

  @AfterAll
  static void end() {
    kernel.close();
  }

  private static List<String> lines(String code) {
    return kernel.run(code).traceback().lines().toList();
  }

  @Test
  void aCompilationErrorPointsIntoTheCell() {
    List<String> lines = lines("int a = 1;\nint b = a +\n    unknownName;");
    assertEquals("line 3, column 5: cannot find symbol: variable unknownName", lines.get(1));
    assertEquals("        unknownName;", lines.get(2));
    assertEquals("        ^", lines.get(3));
  }

  @Test
  void aSyntaxErrorIsFoundBeforeAnythingRuns() {
    Answer answer = kernel.run("System.out.println(\"ran\");\nint c = ;");
    assertEquals("", answer.stream("stdout"));
    assertTrue(answer.traceback().contains("line 2, column 9"), answer.traceback());
    assertTrue(lines("for (int i = 0; i < 3; i++) {").get(1).contains("reached end of file"));
  }

  @Test
  void eachMistakeIsToldOnce() {
    List<String> lines = lines("void f() {\n  int x = \"a\";\n  missing();\n  missing();\n}");
    assertEquals(1, lines.stream().filter(line -> line.startsWith("line 2")).count());
    assertEquals(0, lines.stream().filter(line -> line.startsWith("line 4")).count());
  }

  @Test
  void aSlipOfTheFingerIsPointedOut() {
    kernel.run("int students = 3;");
    assertTrue(lines("studnets + 1").contains("    did you mean students?"));
    assertTrue(lines("\"abc\".lenght()").contains("    did you mean length?"));
    assertTrue(lines("Sytem.out.println()").contains("    did you mean System?"));
    assertFalse(kernel.run("zzzzzz").traceback().contains("did you mean"));
  }

  @Test
  void aRuntimeErrorShowsTheLinesOfItsCells() {
    int first = kernel.run("int divide(int a, int b) {\n  return a / b;\n}").count();
    List<String> lines = lines("int p = 1;\ndivide(p, 0)");
    assertEquals("  at cell " + first + ", line 2, in divide: return a / b;", lines.get(1));
    assertEquals("  at cell " + (first + 1) + ", line 2: divide(p, 0)", lines.get(2));
    assertEquals(3, lines.size(), lines::toString);
  }

  @Test
  void aBlockOfStatementsKeepsItsLines() {
    kernel.run("int[] three = new int[3];");
    List<String> lines = lines("three[0] = 1;\nthree[1] = 2;\nthree[3] = 4;\nthree[2] = 3;");
    assertTrue(lines.get(1).endsWith("line 3: three[3] = 4;"), lines::toString);
  }

  @Test
  void aCauseIsShown() {
    String traceback =
        kernel
            .run("throw new RuntimeException(\"outer\", new java.io.IOException(\"inner\"));")
            .traceback();
    assertTrue(traceback.contains("caused by java.io.IOException: inner"), traceback);
    assertFalse(traceback.contains("org.distill4j"), traceback);
  }

  @Test
  void causesThatGoInACircleDoNoHarm() {
    kernel.run(
        "var one = new RuntimeException(\"one\"); var two = new RuntimeException(\"two\", one); one.initCause(two);");
    assertEquals("one", Json.text(kernel.run("throw one;").reply(), "evalue"));
  }

  @Test
  void aForwardReferenceIsSaidAtOnceAndWhenItIsUsed() {
    Answer declared = kernel.run("int early() { return late() + 1; }");
    assertEquals("ok", declared.status());
    assertTrue(declared.stream("stdout").contains("method late()"), declared.stream("stdout"));
    assertTrue(kernel.run("early()").traceback().contains("method late()"));
    kernel.run("int late() { return 1; }");
    assertEquals("2", kernel.value("early()"));
  }

  @Test
  void aFailedDeclarationLeavesNothingBehind() {
    kernel.run("int half = 1 / 0;");
    assertEquals("CompilationError", Json.text(kernel.run("half").reply(), "ename"));
  }

  @Test
  void anExceptionOfALearnersOwnHasItsOwnName() {
    kernel.run(
        "class TooWarm extends RuntimeException { TooWarm(double t) { super(t + \" degrees\"); } }");
    assertEquals("TooWarm", Json.text(kernel.run("throw new TooWarm(30);").reply(), "ename"));
  }
}
