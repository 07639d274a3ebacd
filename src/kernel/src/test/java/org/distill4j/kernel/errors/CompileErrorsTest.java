package org.distill4j.kernel.errors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import jdk.jshell.Diag;
import jdk.jshell.JShell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class CompileErrorsTest {

  private static final JShell SHELL = JShell.builder().executionEngine("local").build();
  private static final CompileErrors ERRORS = new CompileErrors(SHELL.sourceCodeAnalysis());

  @BeforeAll
  static void declare() {
    SHELL.eval("int students = 3;");
  }

  @AfterAll
  static void close() {
    SHELL.close();
  }

  /** The traceback without its title, of a cell whose part of this text fails. */
  private static List<String> lines(String cell, String part) {
    List<?> traceback = (List<?>) failure(cell, part).content().get("traceback");
    return traceback.stream().skip(1).map(String::valueOf).toList();
  }

  private static CellFailure failure(String cell, String part) {
    var snippet = SHELL.eval(part).get(0).snippet();
    List<Diag> found = SHELL.diagnostics(snippet).toList();
    SHELL.drop(snippet);
    return ERRORS.failure(cell, cell.indexOf(part), part, found);
  }

  @Test
  void lineColumnAndCaretAreThoseOfTheCell() {
    String part = "int b = 1 +\n    absentThing;";
    assertEquals(
        List.of(
            "line 4, column 5: cannot find symbol: variable absentThing",
            "        absentThing;",
            "        ^"),
        lines("int a = 1;\n// words\n" + part, part));
  }

  @Test
  void tabsStayTabsBeforeTheCaret() {
    String part = "int b =\n\t\tabsentThing;";
    assertEquals("    \t\t^", lines(part, part).get(2));
  }

  @Test
  void aSlipOfTheFingerIsPointedOut() {
    assertTrue(lines("studnets + 1", "studnets + 1").contains("    did you mean students?"));
    assertFalse(lines("zzzzzz", "zzzzzz").toString().contains("did you mean"));
  }

  @Test
  void theSameMistakeIsToldOnceAndFiveAtMost() {
    String twice = "class Twice { int a = \"\".nothing(); int b = \"\".nothing(); }";
    assertEquals(3, lines(twice, twice).size());
    StringBuilder many = new StringBuilder("class Many {");
    for (int i = 0; i < 7; i++) {
      many.append(" int x").append(i).append(" = \"").append(i).append("\".nothing").append(i);
      many.append("();");
    }
    List<String> told = lines(many + "}", many + "}");
    assertEquals(5 * 3 + 1, told.size(), told::toString);
    assertEquals("and 2 more", told.get(15));
  }

  @Test
  void whatJShellWrapsAroundACellIsNotNamed() {
    String message = String.valueOf(failure("int c = \"a\";", "int c = \"a\";").getMessage());
    assertEquals("incompatible types: String cannot be converted to int", message);
    assertFalse(lines("missing()", "missing()").toString().contains("REPL"));
  }

  @Test
  void linesAreCountedFromOne() {
    assertEquals(1, CompileErrors.line("a\nb", 0));
    assertEquals(1, CompileErrors.line("a\nb", 1));
    assertEquals(2, CompileErrors.line("a\nb", 2));
  }

  @Test
  void withoutADiagnosticItIsSaidInWords() {
    assertEquals("this is not Java", ERRORS.failure("?", 0, "?", List.of()).getMessage());
  }

  @Test
  void aListStaysAListAndTheMessageIsToldOnce() {
    String call = "Math.max(\"a\", 1)";
    List<?> traceback = (List<?>) failure(call, call).content().get("traceback");
    assertFalse(String.valueOf(traceback.get(0)).contains("suitable"), traceback::toString);
    List<String> told = lines(call, call);
    assertEquals("line 1, column 5: no suitable method found for max(String,int)", told.get(0));
    assertEquals("      method Math.max(int,int) is not applicable", told.get(3));
  }

  @Test
  void aLineThatNobodyWouldReadIsCut() {
    String line = "int d = \"" + "x".repeat(3000) + "\";";
    assertTrue(lines(line, line).stream().allMatch(told -> told.length() < 300));
  }
}
