package org.distill4j.lab;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distill4j.kernel.install.KernelSpec;
import org.jspecify.annotations.Nullable;

/**
 * What an assignment must fulfil to be handed out and graded: nbgrader's schema of metadata,
 * version 3, and what the schema allows and grading then breaks on, or grades wrongly in silence.
 */
final class AssignmentRules {

  private static final int SCHEMA = 3;
  private static final Set<String> FLAGS = Set.of("grade", "solution", "locked", "task");
  private static final Set<String> REQUIRED = Set.of("grade", "solution", "locked");
  private static final Set<String> FIELDS =
      Set.of(
          "schema_version",
          "grade",
          "solution",
          "locked",
          "task",
          "grade_id",
          "points",
          "checksum",
          "cell_type");
  private static final int MOST_POINTS = 1000;

  private final List<String> problems = new ArrayList<>();
  private final Set<String> cellIds = new HashSet<>();
  private final Set<String> gradeIds = new HashSet<>();

  private AssignmentRules() {}

  /** Everything that is wrong with an assignment, a line each; empty if nothing is. */
  static List<String> problems(Notebook source) {
    AssignmentRules rules = new AssignmentRules();
    rules.checkLanguage(source);
    int number = 0;
    for (JsonObject cell : source.cells()) {
      number++;
      rules.checkCell("cell " + number, cell);
    }
    return rules.problems;
  }

  private void checkLanguage(Notebook source) {
    JsonObject spec =
        source.json().get("metadata") instanceof JsonObject m
                && m.get("kernelspec") instanceof JsonObject o
            ? o
            : new JsonObject();
    Map.of("language", "java", "name", KernelSpec.NAME)
        .forEach(
            (field, value) ->
                require(
                    new JsonPrimitive(value).equals(spec.get(field)),
                    "the notebook",
                    "kernelspec.%s must be \"%s\", but is %s"
                        .formatted(field, value, spec.get(field))));
    require(spec.has("display_name"), "the notebook", "kernelspec has no display_name");
  }

  private void checkCell(String where, JsonObject cell) {
    require(
        isText(cell.get("id")) && cellIds.add(cell.get("id").getAsString()),
        where,
        "needs an id that no other cell has, or each release would differ");
    if (!(cell.get("metadata") instanceof JsonObject metadata) || !metadata.has("nbgrader")) {
      checkRegions(where, cell, null);
    } else if (!(metadata.get("nbgrader") instanceof JsonObject mark)) {
      require(false, where, "the nbgrader metadata must be an object");
    } else if (isText(mark.get("grade_id"))) {
      GradedCell graded = new GradedCell(cell);
      String name = "%s (%s)".formatted(where, graded.id());
      if (checkFields(name, mark)) {
        checkRole(name, graded);
        checkRegions(name, cell, graded);
      }
    } else {
      require(false, where, "has nbgrader metadata, but no grade_id");
    }
  }

  /** Whether the fields have the right types, so that they can be read. */
  private boolean checkFields(String where, JsonObject mark) {
    int before = problems.size();
    mark.keySet().stream()
        .filter(field -> !FIELDS.contains(field))
        .forEach(field -> require(false, where, "unknown nbgrader field '%s'".formatted(field)));
    require(
        new JsonPrimitive(SCHEMA).equals(mark.get("schema_version")),
        where,
        "schema_version must be %d, but is %s".formatted(SCHEMA, mark.get("schema_version")));
    for (String flag : FLAGS) {
      JsonElement value = mark.get(flag);
      require(
          isBoolean(value) || (value == null && !REQUIRED.contains(flag)),
          where,
          "%s must be true or false, but is %s".formatted(flag, value));
    }
    String id = mark.get("grade_id").getAsString();
    require(id.matches("[A-Za-z0-9_-]+"), where, "grade_id may have letters, digits, _ and - only");
    require(gradeIds.add(id), where, "another cell has this grade_id");
    require(
        !mark.has("points") || arePoints(mark.get("points")),
        where,
        "points must be a number from 0 to %d with at most two decimals, but are %s"
            .formatted(MOST_POINTS, mark.get("points")));
    return problems.size() == before;
  }

  private void checkRole(String where, GradedCell cell) {
    boolean counts = cell.isGrade() || cell.isTask();
    boolean lockedFlag = cell.mark().get("locked").getAsBoolean();
    boolean markdown = cell.type().equals("markdown");
    require(markdown || cell.isCode(), where, "a graded cell must be code or markdown");
    require(
        counts || cell.isSolution() || lockedFlag,
        where,
        "is neither grade, solution, task nor locked: delete its nbgrader metadata");
    require(
        counts == cell.mark().has("points"),
        where,
        counts ? "has no points" : "has points, but is neither grade nor task");
    if (cell.isTask()) {
      require(markdown, where, "a task must be a markdown cell");
      require(!cell.isGrade() && !cell.isSolution(), where, "a task is neither grade nor solution");
      require(lockedFlag, where, "a task must be locked, or grading breaks off");
    } else if (markdown) {
      require(
          cell.isGrade() == cell.isSolution(),
          where,
          "a markdown cell must be both grade and solution (a written answer) or none of them");
    }
    require(!cell.isSolution() || !lockedFlag, where, "a solution must not be locked");
    require(!cell.isTest() || lockedFlag, where, "a test must be locked");
  }

  private void checkRegions(String where, JsonObject cell, @Nullable GradedCell role) {
    String source = cell.has("source") ? Notebook.text(cell.get("source")) : "";
    boolean test = role != null && role.isTest();
    checkRegion(where, source, Region.SOLUTION, role != null && role.isSolution(), "solution");
    checkRegion(where, source, Region.HIDDEN_TESTS, test, "test");
    checkRegion(where, source, Region.MARK_SCHEME, role != null && role.isTask(), "task");
    if (role != null && role.isSolution() && role.isCode()) {
      require(
          Region.SOLUTION.isLastInItsBlock(source),
          where,
          "code after END SOLUTION in the same block cannot be reached in the student's copy, whose"
              + " stub throws");
    }
    if (test) {
      requireEnd(where, source);
    }
  }

  private void checkRegion(
      String where, String source, Region region, boolean allowed, String kind) {
    if (region.isIn(source)) {
      require(allowed, where, "%s region in a cell that is no %s".formatted(region.name(), kind));
      try {
        var unused = region.replaced(source, List.of());
      } catch (LabException e) {
        require(false, where, String.valueOf(e.getMessage()));
      }
    }
  }

  /** The end of a test, as the grader sees it and as a student does. */
  private void requireEnd(String where, String source) {
    try {
      String shown = Region.HIDDEN_TESTS.replaced(source, List.of());
      String problem = Ending.problem(source);
      require(problem.isEmpty(), where, problem);
      String shownProblem = shown.isBlank() ? "" : Ending.problem(shown);
      require(
          !problem.isEmpty() || shownProblem.isEmpty(),
          where,
          "without its hidden tests, " + shownProblem);
    } catch (LabException unclosed) {
      return; // said already
    }
  }

  private void require(boolean holds, String where, String problem) {
    if (!holds) {
      problems.add(where + ": " + problem);
    }
  }

  private static boolean isText(@Nullable JsonElement value) {
    return value instanceof JsonPrimitive p && p.isString();
  }

  private static boolean isBoolean(@Nullable JsonElement value) {
    return value instanceof JsonPrimitive p && p.isBoolean();
  }

  private static boolean arePoints(JsonElement value) {
    if (!(value instanceof JsonPrimitive p) || !p.isNumber()) {
      return false;
    }
    BigDecimal points = p.getAsBigDecimal().stripTrailingZeros();
    return points.signum() >= 0
        && points.compareTo(BigDecimal.valueOf(MOST_POINTS)) <= 0
        && points.scale() <= 2;
  }
}
