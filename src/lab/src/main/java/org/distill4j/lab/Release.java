package org.distill4j.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;

/**
 * The student's copy of an assignment, as nbgrader's {@code generate_assignment} makes it: without
 * solutions, hidden tests, marking schemes and outputs, with locked cells and checksums.
 */
final class Release {

  /** What a student finds in place of a solution in code. */
  static final List<String> CODE_STUB =
      List.of("// YOUR CODE HERE", "throw new UnsupportedOperationException(\"YOUR CODE HERE\");");

  /** What a student finds in place of a written answer. */
  static final List<String> TEXT_STUB = List.of("YOUR ANSWER HERE");

  private Release() {}

  /**
   * Makes the copy.
   *
   * @throws LabException if the assignment breaks a rule, naming all that it breaks
   */
  static Notebook of(Notebook source) {
    Notebook copy = withStubs(source);
    for (GradedCell cell : GradedCell.in(copy)) {
      hide(cell, Region.HIDDEN_TESTS);
      hide(cell, Region.MARK_SCHEME);
      sign(cell);
    }
    return copy;
  }

  /** The copy that still has its hidden tests: what a submission is compared with. */
  static Notebook withStubs(Notebook source) {
    List<String> problems = AssignmentRules.problems(source);
    if (!problems.isEmpty()) {
      throw new LabException(String.join(System.lineSeparator(), problems));
    }
    Notebook copy = new Notebook(source.json().deepCopy());
    copy.json().getAsJsonObject("metadata").remove("celltoolbar");
    copy.codeCells().forEach(Release::clear);
    for (GradedCell cell : GradedCell.in(copy)) {
      lock(cell);
      stub(cell);
      sign(cell);
    }
    return copy;
  }

  private static void clear(JsonObject cell) {
    cell.add("outputs", new JsonArray());
    cell.add("execution_count", null);
    if (cell.get("metadata") instanceof JsonObject metadata) {
      metadata.remove("collapsed");
      metadata.remove("scrolled");
    }
  }

  private static void lock(GradedCell cell) {
    if (cell.isSolution() || cell.isLocked()) {
      cell.metadata().addProperty("deletable", false);
    }
    if (cell.isLocked()) {
      cell.metadata().addProperty("editable", false);
    }
  }

  private static void stub(GradedCell cell) {
    if (cell.isSolution()) {
      List<String> stub = cell.isCode() ? CODE_STUB : TEXT_STUB;
      String source = cell.source();
      boolean part = Region.SOLUTION.isIn(source);
      setSource(cell, part ? Region.SOLUTION.replaced(source, stub) : String.join("\n", stub));
    }
  }

  private static void hide(GradedCell cell, Region region) {
    setSource(cell, region.replaced(cell.source(), List.of()));
  }

  private static void setSource(GradedCell cell, String source) {
    cell.cell().add("source", Normalizer.lines(source));
  }

  private static void sign(GradedCell cell) {
    cell.mark().addProperty("checksum", cell.checksum());
    cell.mark().addProperty("cell_type", cell.type());
  }
}
