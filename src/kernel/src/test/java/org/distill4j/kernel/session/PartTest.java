package org.distill4j.kernel.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import jdk.jshell.JShell;
import jdk.jshell.SourceCodeAnalysis;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PartTest {

  private static final JShell SHELL = JShell.builder().executionEngine("local").build();
  private static final SourceCodeAnalysis ANALYSIS = SHELL.sourceCodeAnalysis();

  @AfterAll
  static void close() {
    SHELL.close();
  }

  private static List<Part> split(String cell) {
    return Part.split(cell, ANALYSIS);
  }

  private static List<String> texts(String cell) {
    return split(cell).stream().map(part -> part.text().strip()).toList();
  }

  private static Part only(String cell) {
    List<Part> parts = split(cell);
    assertEquals(1, parts.size(), cell);
    return parts.get(0);
  }

  @Test
  void statementsDeclarationsAndExpressionsArePartsOfTheirOwn() {
    assertEquals(
        List.of("int a = 1;", "void f() {}", "a + 1"), texts("int a = 1; void f() {}\n\na + 1"));
    assertEquals(
        List.of("var s = Stream.of(1)\n    .map(x -> x)\n    .toList();"),
        texts("var s = Stream.of(1)\n    .map(x -> x)\n    .toList();"));
  }

  @Test
  void aPartKnowsWhereInTheCellItStarts() {
    String cell = "// first\nint a = 1; /* then */\n  a";
    List<Part> parts = split(cell);
    assertEquals(cell.indexOf("int"), parts.get(0).start());
    assertEquals(cell.length() - 1, parts.get(1).start());
  }

  @Test
  void blanksAndCommentsAreNoParts() {
    for (String cell : List.of("", " \n\t ", "// only words", "/* two\nlines */ // more")) {
      assertEquals(List.of(), split(cell), cell);
    }
  }

  @Test
  void aMagicTakesItsLineAndOneForTheCellTakesTheRest() {
    assertEquals(List.of("%load a.jsh", "1 + 1"), texts("%load a.jsh\n1 + 1"));
    assertEquals(List.of("int a;", "%%time a++;\na++;"), texts("int a;\n%%time a++;\na++;"));
    assertTrue(only("%time 1 + 1").isMagic());
  }

  @Test
  void aPercentSignInATextBlockIsNoMagic() {
    Part part = only("var t = \"\"\"\n%time\n\"\"\";");
    assertFalse(part.isMagic());
  }

  @Test
  void aValueIsWantedUnlessASemicolonEndsIt() {
    assertFalse(only("1 + 1").isQuiet());
    assertTrue(only("1 + 1;").isQuiet());
    assertTrue(only("1 + 1; // quiet").isQuiet());
    assertTrue(only("1 + 1; // quiet; still").isQuiet());
    assertFalse(only("1 + 1 // loud;").isQuiet());
    assertFalse(only("\"a; // b\"").isQuiet());
    assertTrue(only("f('\"'); // \"").isQuiet());
    assertTrue(only("f(\"\"\"\n a \\\"; // b\n \"\"\"); /* c; */").isQuiet());
    assertFalse(only("\";\"").isQuiet());
  }

  @Test
  void neighbouringPlainStatementsAreGrouped() {
    String cell = "a[0] = 1;\nf();\nint b = 2;\nfor (;;) {}\nb++;\nb";
    String groups =
        Part.grouped(split(cell)).stream()
            .map(group -> Integer.toString(group.size()))
            .collect(Collectors.joining(" "));
    // JShell's declarations and the expression that is shown stand alone.
    assertEquals("1 1 1 2 1", groups);
  }

  @Test
  void aGroupIsOneBlockWithTheSameLines() {
    String cell = "f();\n\ng();\nh()";
    Part block = Part.block(split(cell).subList(0, 2), cell);
    assertEquals("{f();\n\ng();\n}", block.text());
    assertEquals(0, block.start());
  }

  @Test
  void aGroupHasAtMostFiftyStatements() {
    assertEquals(
        List.of(50, 50, 1),
        Part.grouped(split("f();\n".repeat(101))).stream().map(List::size).toList());
  }

  @Test
  void whatNeedsMoreLinesIsUnfinished() {
    for (String cell : List.of("for (int i = 0; i < 3; i++) {", "if (a)", "f(1,", "while (true)")) {
      assertTrue(only(cell).isUnfinished(), cell);
    }
    assertFalse(only("f(1)").isUnfinished());
  }

  @Test
  void whatCanNeverBeJavaIsBroken() {
    assertTrue(only("int c = ;").isBroken(ANALYSIS));
    assertTrue(only("int c = ;").isMisspelt(ANALYSIS));
    assertTrue(only("for (int i = 0;;) {").isBroken(ANALYSIS));
    assertFalse(only("unknown.call(1)").isBroken(ANALYSIS));
    assertFalse(only("return 1;").isMisspelt(ANALYSIS) && only("a").isMisspelt(ANALYSIS));
  }
}
