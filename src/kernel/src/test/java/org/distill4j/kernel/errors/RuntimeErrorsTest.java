package org.distill4j.kernel.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class RuntimeErrorsTest {

  private static final JShell SHELL = JShell.builder().executionEngine("local").build();
  private static final RuntimeErrors ERRORS = new RuntimeErrors(SHELL);

  @AfterAll
  static void close() {
    SHELL.close();
  }

  /** Runs a snippet that is the whole of a cell. */
  private static SnippetEvent run(int cell, String code) {
    SnippetEvent event = SHELL.eval(code).get(0);
    ERRORS.remember(event.snippet(), cell, code, 1);
    return event;
  }

  private static CellFailure thrown(int cell, String code) {
    return failure(run(cell, code), false);
  }

  private static CellFailure failure(SnippetEvent event, boolean interrupted) {
    assertNotNull(event.exception());
    return ERRORS.failure(event.exception(), interrupted);
  }

  private static List<String> lines(CellFailure failure) {
    List<?> traceback = (List<?>) failure.content().get("traceback");
    return traceback.stream().skip(1).map(String::valueOf).toList();
  }

  @Test
  void theNumberAndTheLineOfEachCellAreTold() {
    run(3, "int divide(int a, int b) {\n  return a / b;\n}");
    CellFailure failure = thrown(4, "divide(1, 0)");
    assertEquals("java.lang.ArithmeticException", failure.content().get("ename"));
    assertEquals("/ by zero", failure.content().get("evalue"));
    // What comes after belongs to the engine that evaluates.
    assertEquals("  at cell 3, line 2, in divide: return a / b;", lines(failure).get(0));
  }

  @Test
  void namesAreThoseThatWereDeclared() {
    run(1, "class TooWarm extends RuntimeException { TooWarm() { super(\"30\"); } }");
    assertEquals("TooWarm", thrown(2, "throw new TooWarm();").content().get("ename"));
    run(3, "class Cat {}");
    run(4, "class Dog {}");
    run(5, "Object pet = new Cat();");
    String message = String.valueOf(thrown(6, "Dog dog = (Dog) pet;").getMessage());
    assertTrue(message.startsWith("class Cat cannot be cast to class Dog"), message);
    assertFalse(message.contains("$JShell$"), message);
  }

  @Test
  void causesAreTold() {
    CellFailure failure =
        thrown(1, "throw new RuntimeException(\"outer\", new java.io.IOException(\"inner\"));");
    assertTrue(lines(failure).contains("caused by java.io.IOException: inner"));
  }

  @Test
  void aDeepRecursionIsShort() {
    run(7, "int deep(int n) { return deep(n + 1) + 1; }");
    List<String> lines = lines(thrown(8, "int d = deep(0);"));
    assertTrue(
        lines.get(0).matches("  at cell 7, line 1, in deep: .* \\(\\d+ times\\)"), lines::toString);
    assertTrue(lines.size() <= 13, lines::toString);
  }

  @Test
  void anInterruptIsToldWhateverCameOfIt() {
    CellFailure failure = failure(run(1, "throw new InterruptedException(\"sleep\");"), true);
    assertEquals("Interrupted", failure.content().get("ename"));
    assertEquals("the cell was interrupted", failure.getMessage());
  }

  @Test
  void whatIsMissingIsNamed() {
    SnippetEvent early = run(1, "int early() { return late() + 1; }");
    String missing = ERRORS.missing((DeclarationSnippet) early.snippet());
    assertEquals("early cannot be used before these are declared: method late()", missing);
    CellFailure failure = thrown(2, "early()");
    assertEquals("UnresolvedReference", failure.content().get("ename"));
    assertEquals(missing, failure.getMessage());
  }

  @Test
  void aFailureOfTheKernelItselfHasANameToo() {
    var content = CellFailure.of(new IllegalStateException("odd")).content();
    assertEquals("java.lang.IllegalStateException", content.get("ename"));
    assertEquals("odd", content.get("evalue"));
    assertEquals("error", content.get("status"));
  }
}
