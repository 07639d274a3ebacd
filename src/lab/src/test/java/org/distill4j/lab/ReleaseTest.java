package org.distill4j.lab;

import static org.distill4j.lab.Assignments.marked;
import static org.distill4j.lab.Assignments.notebook;
import static org.distill4j.lab.Assignments.plain;
import static org.distill4j.lab.Assignments.solution;
import static org.distill4j.lab.Assignments.test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Expected copies and checksums come from nbgrader's rules, applied by hand and in Python. */
class ReleaseTest {

  private static String released(JsonObject cell) {
    JsonObject copy = Release.of(notebook(cell)).cells().get(0);
    return Notebook.text(copy.get("source"));
  }

  @Test
  void regionBecomesTheStubWithTheIndentationOfItsFirstComment() {
    assertEquals(
        """
        int half(int n) {
            // YOUR CODE HERE
            throw new UnsupportedOperationException("YOUR CODE HERE");
        }\
        """,
        released(
            solution(
                "a",
                """
                int half(int n) {
                    // BEGIN SOLUTION
                      return n / 2;
                  // END SOLUTION
                }\
                """)));
  }

  @Test
  void everyRegionOfACellIsReplaced() {
    assertEquals(
        """
        if (a) {
          // YOUR CODE HERE
          throw new UnsupportedOperationException("YOUR CODE HERE");
        } else {
        \t// YOUR CODE HERE
        \tthrow new UnsupportedOperationException("YOUR CODE HERE");
        }\
        """,
        released(
            solution(
                "a",
                """
                if (a) {
                  // BEGIN SOLUTION
                  b();
                  // END SOLUTION
                } else {
                \t// BEGIN SOLUTION
                \tc();
                \t// END SOLUTION
                }\
                """)));
  }

  @Test
  void solutionWithoutARegionIsReplacedWhole() {
    assertEquals(
        "// YOUR CODE HERE\nthrow new UnsupportedOperationException(\"YOUR CODE HERE\");",
        released(solution("a", "int x = 1;\nint y = 2;")));
    assertEquals(
        "YOUR ANSWER HERE",
        released(marked("markdown", "grade_id: a, grade: true, solution: true, points: 3", "So.")));
  }

  @Test
  void hiddenTestsAndMarkSchemesAreGone() {
    assertEquals(
        "a();\nc();",
        released(test("t", 1, "a();\n// BEGIN HIDDEN TESTS\nb();\n// END HIDDEN TESTS\nc();")));
    assertEquals(
        "Build.\n",
        released(
            marked(
                "markdown",
                "grade_id: t, task: true, locked: true, points: 3",
                "Build.\n\nBEGIN MARK SCHEME\nTwo points.\nEND MARK SCHEME")));
  }

  @Test
  void cellsAreLockedAsTheirRoleSays() {
    Notebook copy =
        Release.of(
            notebook(
                solution("s", "x();"),
                test("t", 1, "y();"),
                marked("markdown", "grade_id: w, grade: true, solution: true, points: 1", "Z."),
                marked("markdown", "grade_id: l, locked: true", "Read."),
                marked("markdown", "grade_id: p, task: true, locked: true, points: 1", "Do."),
                plain("code", "z();")));
    Map<String, String> locks =
        copy.cells().stream()
            .collect(
                Collectors.toMap(
                    cell -> cell.get("id").getAsString(),
                    cell -> {
                      JsonObject m = cell.getAsJsonObject("metadata");
                      return m.get("deletable") + " " + m.get("editable");
                    }));
    assertEquals(
        Map.of(
            "c0", "false null",
            "c1", "false false",
            "c2", "false null",
            "c3", "false false",
            "c4", "false false",
            "c5", "null null"),
        locks);
  }

  @Test
  void checksumsAreNbgraders() {
    Notebook source = Notebook.read(new Assignment(Assignments.COURSE, "tiny").sourceFile());
    assertEquals(
        Map.of(
            "tiny-title", "33a93e56a74fcf7591443c603e0c2eb7",
            "tiny-half", "0896ef80924ded5cf0b20ad9037c121f",
            "tiny-half-test", "f20654cd592465b24948289412259647",
            "tiny-sum", "d62fdfc1c0807a249d80843065c74f2b",
            "tiny-sum-test", "9d43c365af953f43e07854f0ae078d7a",
            "tiny-largest", "d31b207be6160b3189f544b699d02981",
            "tiny-largest-test", "4bf16bacc2934edcea85906dba727c65",
            "tiny-why", "feab4b630196dfd09a5972f730e4bf34",
            "tiny-project", "21b4b1b871b29a82746b69c9d9b1977b"),
        GradedCell.in(Release.of(source)).stream()
            .collect(
                Collectors.toMap(
                    GradedCell::id, cell -> cell.mark().get("checksum").getAsString())));
  }

  @Test
  void outputsCountsAndViewStateAreGoneAndTheSourceIsAsItWas() {
    JsonObject cell = plain("code", "1 + 1");
    cell.add("outputs", JsonParser.parseString("[{output_type: stream, name: stdout, text: x}]"));
    cell.addProperty("execution_count", 7);
    cell.getAsJsonObject("metadata").addProperty("collapsed", true);
    cell.getAsJsonObject("metadata").addProperty("scrolled", true);
    Notebook source = notebook(cell);
    source.json().getAsJsonObject("metadata").addProperty("celltoolbar", "Create Assignment");
    String before = source.format();

    Notebook copy = Release.of(source);

    String text = copy.format();
    assertEquals(before, source.format());
    assertFalse(text.contains("celltoolbar") || text.contains("scrolled"), text);
    assertFalse(text.contains("collapsed") || text.contains("stdout") || text.contains("7"), text);
    assertEquals(text, Release.of(source).format());
  }
}
