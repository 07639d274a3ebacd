package org.distill4j.lab;

import static org.distill4j.lab.Assignments.marked;
import static org.distill4j.lab.Assignments.notebook;
import static org.distill4j.lab.Assignments.plain;
import static org.distill4j.lab.Assignments.solution;
import static org.distill4j.lab.Assignments.test;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class RestoredTest {

  private static final String HIDDEN = "a();\n// BEGIN HIDDEN TESTS\nb();\n// END HIDDEN TESTS";

  private static final Notebook SOURCE =
      notebook(
          marked("markdown", "grade_id: l, locked: true", "Read."),
          solution("s", "answer();"),
          test("t", 2, HIDDEN),
          plain("code", "more();"),
          test("u", 1, "c();"));

  private static Restored submitted(Consumer<JsonArray> edit) {
    Notebook copy = Release.of(SOURCE);
    edit.accept(copy.json().getAsJsonArray("cells"));
    return Restored.of(SOURCE, copy);
  }

  private static List<String> sources(Restored restored) {
    return restored.notebook().cells().stream().map(c -> Notebook.text(c.get("source"))).toList();
  }

  private static JsonObject at(JsonArray cells, int place) {
    return cells.get(place).getAsJsonObject();
  }

  @Test
  void theAnswerStaysAndTheHiddenTestsComeBack() {
    Restored restored = submitted(cells -> at(cells, 1).addProperty("source", "mine();"));
    assertEquals(List.of("Read.", "mine();", HIDDEN, "more();", "c();"), sources(restored));
    assertEquals(Map.of(), restored.remarks());
  }

  @Test
  void changedTestsAndTextsAreSetBack() {
    Restored restored =
        submitted(
            cells -> {
              at(cells, 0).addProperty("source", "Do not read.");
              at(cells, 2).addProperty("source", "// fine");
              at(cells, 4).addProperty("cell_type", "markdown");
              JsonObject metadata = at(cells, 4).getAsJsonObject("metadata");
              metadata.add("tags", JsonParser.parseString("[skip-execution]"));
              metadata.getAsJsonObject("nbgrader").addProperty("points", 100);
            });
    assertEquals(List.of("l", "t", "u"), List.copyOf(restored.remarks().keySet()));
    assertEquals("Read.", sources(restored).get(0));
    assertEquals(HIDDEN, sources(restored).get(2));
    GradedCell last = new GradedCell(restored.notebook().cells().get(4));
    assertEquals(1, last.points());
    assertEquals("code", last.type());
    assertEquals(null, last.metadata().get("tags"));
  }

  @Test
  void deletedTestsComeBackInTheirPlaceAndDeletedAnswersDoNot() {
    Restored restored =
        submitted(
            cells -> {
              cells.remove(4);
              cells.remove(2);
              cells.remove(1);
            });
    assertEquals(List.of("Read.", HIDDEN, "c();", "more();"), sources(restored));
    assertEquals(
        Map.of("t", "was deleted; put back", "u", "was deleted; put back"), restored.remarks());
  }

  @Test
  void aFirstCellComesBackToTheTop() {
    assertEquals("Read.", sources(submitted(cells -> cells.remove(0))).get(0));
  }

  @Test
  void ofCopiesTheLastIsTheCell() {
    Restored restored =
        submitted(
            cells -> {
              JsonObject copy = at(cells, 1).deepCopy();
              copy.addProperty("source", "last();");
              cells.add(copy);
              at(cells, 1).addProperty("source", "first();");
            });
    assertEquals("first();", sources(restored).get(1));
    assertEquals(List.of("l", "t", "u", "s"), ids(restored));
  }

  private static List<String> ids(Restored restored) {
    return GradedCell.in(restored.notebook()).stream().map(GradedCell::id).toList();
  }

  @Test
  void ownCellsStayButAreNotTakenForMore() {
    Restored restored =
        submitted(
            cells -> {
              cells.add(test("own", 50, "// nothing"));
              cells.add(JsonParser.parseString("{cell_type: 7, source: {}, metadata: [], x: 1}"));
              cells.add(JsonParser.parseString("{}"));
            });
    assertEquals(List.of("l", "s", "t", "u"), ids(restored));
    assertEquals(List.of("// nothing", "", ""), sources(restored).subList(5, 8));
  }

  @Test
  void theKernelIsSetBack() {
    Notebook copy = Release.of(SOURCE);
    JsonObject python =
        JsonParser.parseString("{name: python3, language: python}").getAsJsonObject();
    copy.json().getAsJsonObject("metadata").add("kernelspec", python);
    Restored restored = Restored.of(SOURCE, copy);
    assertEquals(SOURCE.json().get("metadata"), restored.notebook().json().get("metadata"));
    assertEquals(Map.of("", "the notebook's kernel was \"python3\"; set back"), restored.remarks());
  }
}
