package org.distill4j.kernel.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.distill4j.kernel.session.Session;
import org.distill4j.kernel.stop.Run;
import org.distill4j.kernel.values.Look;
import org.distill4j.kernel.values.Renderers;
import org.junit.jupiter.api.Test;

class RuntimeErrorsTest {

  private static final Session SESSION = new Session(Math.class, new Renderers(Look.class));

  private static void run(int cell, String code) throws CellFailure {
    assertNull(SESSION.show(new Run(), code, cell));
  }

  private static CellFailure thrown(int cell, String code) {
    return assertThrows(CellFailure.class, () -> SESSION.show(new Run(), code, cell));
  }

  private static List<String> lines(CellFailure failure) {
    List<?> traceback = (List<?>) failure.content().get("traceback");
    return traceback.stream().skip(1).map(String::valueOf).toList();
  }

  @Test
  void theNumberAndTheLineOfEachCellAreTold() throws CellFailure {
    run(3, "int divide(int a, int b) {\n  return a / b;\n}");
    CellFailure failure = thrown(4, "int p = 1;\ndivide(p, 0)");
    assertEquals("java.lang.ArithmeticException", failure.content().get("ename"));
    assertEquals("/ by zero", failure.content().get("evalue"));
    assertEquals(
        List.of(
            "  at cell 3, line 2, in divide: return a / b;", "  at cell 4, line 2: divide(p, 0)"),
        lines(failure));
  }

  @Test
  void linesOfCellsComeFirstAndAreNeverCut() throws CellFailure {
    run(1, "int parse(String s) { return Integer.parseInt(s); }");
    var code = new StringBuilder("int deep(int n) {\n  switch (n) {\n");
    for (int i = 0; i < 20; i++) {
      code.append("    case %d: return deep(%d) + 1;%n".formatted(i, i + 1));
    }
    run(2, code + "  }\n  return List.of(\"x\").stream().mapToInt(s -> parse(s)).sum();\n}");
    List<String> lines = lines(thrown(3, "deep(0)"));
    assertEquals(
        "  at cell 1, line 1, in parse: int parse(String s) { return Integer.parseInt(s); }",
        lines.get(0));
    assertEquals("  at cell 3, line 1: deep(0)", lines.get(23));
    assertEquals(3, lines.stream().filter(line -> line.startsWith("  in ")).count());
    assertTrue(lines.get(lines.size() - 1).endsWith(" more of libraries"), lines::toString);
  }

  @Test
  void whatAValueThrowsAsItIsShownIsTold() throws CellFailure {
    run(5, "class Student {\n  String name;\n  public String toString() { return name.trim(); } }");
    assertEquals(
        "  at cell 5, line 3, in toString: public String toString() { return name.trim(); } }",
        lines(thrown(6, "new Student()")).get(0));
  }

  @Test
  void namesAreThoseThatWereDeclared() throws CellFailure {
    run(1, "class TooWarm extends RuntimeException { TooWarm() { super(\"30\"); } }");
    assertEquals("TooWarm", thrown(2, "throw new TooWarm();").content().get("ename"));
    run(3, "class Cat {}\nclass Dog {}\nObject pet = new Cat();");
    String message = String.valueOf(thrown(6, "Dog dog = (Dog) pet;").getMessage());
    assertTrue(message.startsWith("class Cat cannot be cast to class Dog"), message);
    assertFalse(message.contains("$JShell$"), message);
  }

  @Test
  void anObjectOfAClassBeforeIsSaidToBeOne() throws CellFailure {
    run(1, "class Box { int n = 1; }\nvar boxes = new ArrayList<Object>();\nboxes.add(new Box());");
    run(2, "class Box { int n = 1; int m = 2; }");
    String message = String.valueOf(thrown(3, "((Box) boxes.get(0)).m").getMessage());
    assertTrue(message.startsWith("Box was declared anew"), message);
  }

  @Test
  void causesAndWhatWasSuppressedAreTold() throws CellFailure {
    CellFailure failure =
        thrown(1, "throw new RuntimeException(\"outer\", new java.io.IOException(\"inner\"));");
    assertTrue(lines(failure).contains("caused by java.io.IOException: inner"));
    run(
        2,
        "class Door implements AutoCloseable { public void close() { throw new Error(\"shut\"); }"
            + " }");
    assertTrue(
        lines(thrown(3, "try (var d = new Door()) { throw new Error(\"in\"); }"))
            .contains("suppressed java.lang.Error: shut"));
  }

  @Test
  void aDeepRecursionIsShort() throws CellFailure {
    run(7, "int fall(int n) { return fall(n + 1) + 1; }");
    List<String> lines = lines(thrown(8, "int d = fall(0);"));
    assertTrue(
        lines.get(0).matches("  at cell 7, line 1, in fall: .* \\(\\d+ times\\)"), lines::toString);
    assertTrue(lines.size() <= 3, lines::toString);
  }

  @Test
  void anInterruptIsToldWhateverCameOfIt() {
    var run = new Run();
    run.askToStop();
    var failure =
        assertThrows(
            CellFailure.class,
            () -> SESSION.show(run, "throw new InterruptedException(\"sleep\");", 1));
    run.end();
    assertEquals("Interrupted", failure.content().get("ename"));
    assertEquals("the cell was interrupted", failure.getMessage());
  }

  @Test
  void whatIsMissingIsNamed() throws CellFailure {
    String told = told(() -> run(1, "int early() { return late() + 1; }"));
    assertEquals(
        "note: early cannot be used before these are declared: method late()", told.strip());
    CellFailure failure = thrown(2, "early()");
    assertEquals("UnresolvedReference", failure.content().get("ename"));
    assertEquals(
        "early cannot be used before these are declared: method late()", failure.getMessage());
  }

  private interface Cell {
    void run() throws CellFailure;
  }

  /** What a cell prints. */
  private static String told(Cell cell) throws CellFailure {
    PrintStream out = System.out;
    var printed = new ByteArrayOutputStream();
    System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      cell.run();
    } finally {
      System.setOut(out);
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aFailureOfTheKernelItselfHasANameToo() {
    var content = CellFailure.of(new IllegalStateException("odd")).content();
    assertEquals("java.lang.IllegalStateException", content.get("ename"));
    assertEquals("odd", content.get("evalue"));
    assertEquals("error", content.get("status"));
  }
}
