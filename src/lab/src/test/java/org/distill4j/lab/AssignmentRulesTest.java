package org.distill4j.lab;

import static org.distill4j.lab.Assignments.marked;
import static org.distill4j.lab.Assignments.notebook;
import static org.distill4j.lab.Assignments.plain;
import static org.distill4j.lab.Assignments.solution;
import static org.distill4j.lab.Assignments.test;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentRulesTest {

  private static String problem(JsonObject... cells) {
    return String.join("\n", AssignmentRules.problems(notebook(cells)));
  }

  @Test
  void aRightAssignmentHasNoProblem() {
    Notebook tiny = Notebook.read(new Assignment(Assignments.COURSE, "tiny").sourceFile());
    assertEquals(List.of(), AssignmentRules.problems(tiny));
  }

  /** The schema of metadata, version 3, and what nbgrader checks beside it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          code     | grade_id: a, solution: true, schema_version: 2        | schema_version must be 3, but is 2
          code     | grade_id: a, solution: true, colour: 1                | unknown nbgrader field 'colour'
          code     | grade_id: a, solution: 1                              | solution must be true or false, but is 1
          code     | grade_id: a, solution: true, task: maybe              | task must be true or false, but is "maybe"
          code     | solution: true                                        | no grade_id
          code     | grade_id: 'a b', solution: true                       | letters, digits, _ and - only
          code     | grade_id: '', solution: true                          | letters, digits, _ and - only
          code     | grade_id: a                                           | neither grade, solution, task nor locked
          code     | grade_id: a, grade: true, locked: true                | has no points
          code     | grade_id: a, grade: true, locked: true, points: -1    | points must be a number from 0 to 1000
          code     | grade_id: a, grade: true, locked: true, points: '2'   | points must be a number from 0 to 1000
          code     | grade_id: a, grade: true, locked: true, points: 0.125 | at most two decimals
          code     | grade_id: a, solution: true, points: 2                | has points, but is neither grade nor task
          code     | grade_id: a, grade: true, points: 2                   | a test must be locked
          code     | grade_id: a, solution: true, locked: true             | a solution must not be locked
          code     | grade_id: a, task: true, locked: true, points: 2      | a task must be a markdown cell
          markdown | grade_id: a, task: true, points: 2                    | a task must be locked
          markdown | grade_id: a, task: true, locked: true                 | has no points
          markdown | grade_id: a, task: true, grade: true, locked: true, points: 2 | a task is neither grade nor solution
          markdown | grade_id: a, grade: true, locked: true, points: 2     | both grade and solution
          markdown | grade_id: a, solution: true                           | both grade and solution
          raw      | grade_id: a, locked: true                             | must be code or markdown
          """)
  void metadataThatNbgraderRefusesOrMisreads(String type, String fields, String words) {
    String problem = problem(marked(type, fields, "x();"));
    assertTrue(problem.contains(words), problem);
    assertTrue(problem.startsWith("cell 1"), problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grade", "solution", "locked"})
  void aFlagThatTheSchemaRequiresIsMissing(String flag) {
    JsonObject cell = marked("markdown", "grade_id: a, locked: true", "Read.");
    cell.getAsJsonObject("metadata").getAsJsonObject("nbgrader").remove(flag);
    String problem = problem(cell);
    assertTrue(problem.contains(flag + " must be true or false, but is null"), problem);
  }

  @Test
  void idsAreUnique() {
    String problem = problem(solution("a", "x();"), solution("a", "y();"));
    assertEquals("cell 2 (a): another cell has this grade_id", problem);

    Notebook same = notebook(plain("code", "x();"), plain("code", "y();"));
    same.cells().get(1).addProperty("id", "c0");
    assertTrue(AssignmentRules.problems(same).get(0).contains("an id that no other cell has"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          language     | Java     | kernelspec.language must be "java", but is "Java"
          language     |          | kernelspec.language must be "java", but is null
          name         | python3  | kernelspec.name must be "java", but is "python3"
          display_name |          | kernelspec has no display_name
          """)
  void theLanguageIsExactlyJava(String field, String value, String words) {
    Notebook source = notebook();
    JsonObject spec = source.json().getAsJsonObject("metadata").getAsJsonObject("kernelspec");
    spec.remove(field);
    if (value != null) {
      spec.addProperty(field, value);
    }
    assertEquals(List.of("the notebook: " + words), AssignmentRules.problems(source));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'x();~// BEGIN SOLUTION~y();'                                            | END SOLUTION is missing
          'y();~// END SOLUTION'                                                   | END SOLUTION stands without BEGIN SOLUTION
          '// BEGIN SOLUTION~// BEGIN SOLUTION~// END SOLUTION'                    | BEGIN SOLUTION stands inside another region
          '{~// BEGIN SOLUTION~y();~// END SOLUTION~return 1;~}'                   | cannot be reached
          '// BEGIN SOLUTION~y();~// END SOLUTION~// why~z();'                     | cannot be reached
          '// BEGIN HIDDEN TESTS~y();~// END HIDDEN TESTS'                         | HIDDEN TESTS region in a cell that is no test
          """)
  void regionsOfASolution(String source, String words) {
    String problem = problem(solution("a", source.replace('~', '\n')));
    assertTrue(problem.contains(words), problem);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "int f() {~// BEGIN SOLUTION~return 1;~// END SOLUTION~}~int g() {~return 2;~}",
        "{~// BEGIN SOLUTION~y();~// END SOLUTION~~// a comment~}",
        "x();~// BEGIN SOLUTION~y();~// END SOLUTION~"
      })
  void aRegionThatIsTheLastInItsBlock(String source) {
    assertEquals("", problem(solution("a", source.replace('~', '\n'))));
  }

  @Test
  void regionsInOtherCells() {
    String prose = "Write between BEGIN SOLUTION and END SOLUTION.";
    assertTrue(problem(plain("markdown", prose)).contains("in a cell that is no solution"));
    String open = "a();\n// BEGIN HIDDEN TESTS\nb();";
    assertEquals("cell 1 (t): END HIDDEN TESTS is missing", problem(test("t", 1, open)));
    JsonObject written =
        marked(
            "markdown",
            "grade_id: w, grade: true, solution: true, points: 1",
            "BEGIN MARK SCHEME\nEND MARK SCHEME");
    assertTrue(problem(written).contains("MARK SCHEME region in a cell that is no task"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "check.orThrow();",
        "check.orThrow(); // the end",
        "check.orThrow();\n/* the\nend */",
        "if (x) { y(); }",
        "double points = 0;\npoints",
        "points // partial credit",
        "say(\"1 + 1 // 2\");",
        "String s = \"\"\"\n  1\n  \"\"\";"
      })
  void aTestThatEndsWithoutAValue(String source) {
    assertEquals("", problem(test("t", 1, source)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          'check.orThrow()'                  | 'its last line, ''check.orThrow()'', has a value'
          'x();~1.5'                         | has a value
          'x();~score // ;'                  | has a value
          'double points = 1;~points;'       | 'does nothing; for partial credit write ''points'''
          '3;'                               | does nothing
          '// nothing'                       | everybody would get its points
          'x();~// BEGIN HIDDEN TESTS~y()~// END HIDDEN TESTS'  | has a value
          '1~// BEGIN HIDDEN TESTS~;y();~// END HIDDEN TESTS'   | 'without its hidden tests, its last line'
          """)
  void aTestWhoseValueWouldBeReadAsPoints(String source, String words) {
    String problem = problem(test("t", 1, source.replace('~', '\n')));
    assertTrue(problem.contains(words), problem);
  }

  @Test
  void allProblemsAreToldAndNothingIsReleased() {
    LabException e =
        assertThrows(
            LabException.class,
            () -> Release.of(notebook(solution("'a b'", "x();"), test("t", 1, "y()"))));
    assertEquals(2, String.valueOf(e.getMessage()).lines().count(), e.getMessage());
  }
}
