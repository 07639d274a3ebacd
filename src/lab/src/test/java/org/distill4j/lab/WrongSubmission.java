package org.distill4j.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.distill4j.kernel.install.WholeFile;

/**
 * A submission with something wrong in it, told as a difference from the solution, and the points
 * that it must get from both graders.
 *
 * @param file where it is written
 * @param json its content: {@code says} what is wrong; {@code others}, {@code answers}, {@code
 *     edits}, {@code delete}, {@code insert} and {@code kernel} what differs; {@code points} of
 *     cells that do not get all, their {@code total}, how many {@code timeouts} there are, {@code
 *     notes} that remarks must contain, and {@code nbgrader} where it gives other points, none to
 *     cells that it wants graded {@code byHand}; {@code seconds} the limit of a cell
 */
record WrongSubmission(Path file, JsonObject json) {

  private static final Set<String> FIELDS =
      Set.of(
          "says",
          "others",
          "answers",
          "edits",
          "delete",
          "insert",
          "kernel",
          "seconds",
          "points",
          "total",
          "timeouts",
          "notes",
          "nbgrader");

  static List<WrongSubmission> of(Assignment assignment) throws IOException {
    Path folder = Path.of("src/lab/src/test/resources/submissions").resolve(assignment.name());
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().map(WrongSubmission::read).toList();
    }
  }

  private static WrongSubmission read(Path file) {
    try {
      JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
      assertTrue(FIELDS.containsAll(json.keySet()), file + ": " + json.keySet());
      assertTrue(json.has("says") && json.has("total"), file + " needs 'says' and 'total'");
      return new WrongSubmission(file, json);
    } catch (IOException e) {
      throw new LabException(WholeFile.reason(e));
    }
  }

  String says() {
    return json.get("says").getAsString();
  }

  GradingLimits limits() {
    int seconds = json.has("seconds") ? json.get("seconds").getAsInt() : 120;
    return new GradingLimits(Duration.ofSeconds(seconds), GradingLimits.USUAL.all(), 1500);
  }

  /** What the student hands in. */
  Notebook notebook(Assignment assignment) {
    Notebook solution = assignment.source();
    Notebook copy = assignment.release();
    JsonArray cells = copy.json().getAsJsonArray("cells");
    boolean solved = !json.has("others") || json.get("others").getAsString().equals("solution");
    for (GradedCell cell : GradedCell.in(solution)) {
      if (cell.isSolution() && solved) {
        cellOf(copy, cell.id()).addProperty("source", cell.source());
      }
    }
    each("answers", (id, answer) -> cellOf(copy, id).addProperty("source", lines(answer)));
    each(
        "edits",
        (id, edits) -> {
          JsonObject cell = cellOf(copy, id);
          edits
              .getAsJsonObject()
              .asMap()
              .forEach(
                  (old, now) -> {
                    String source = Notebook.text(cell.get("source"));
                    assertEquals(
                        2, source.split(java.util.regex.Pattern.quote(old), -1).length, old);
                    cell.addProperty("source", source.replace(old, now.getAsString()));
                  });
        });
    for (JsonElement inserted : list("insert")) {
      JsonObject one = inserted.getAsJsonObject();
      JsonObject cell = Assignments.plain("code", lines(one.get("source")));
      int after = place(cells, cellOf(copy, one.get("after").getAsString()));
      JsonArray rest = new JsonArray();
      while (cells.size() > after + 1) {
        rest.add(cells.remove(after + 1));
      }
      cells.add(cell);
      cells.addAll(rest);
    }
    list("delete").forEach(id -> cells.remove(place(cells, cellOf(copy, id.getAsString()))));
    if (json.has("kernel")) {
      JsonObject spec = new JsonObject();
      spec.add("name", json.get("kernel"));
      spec.addProperty("language", "python");
      spec.addProperty("display_name", "Python");
      copy.json().getAsJsonObject("metadata").add("kernelspec", spec);
    }
    return copy;
  }

  /** Our points, and nbgrader's as its rules make them of the same outputs. */
  void check(Graded graded) {
    Map<String, Double> points = new TreeMap<>();
    Map<String, Double> nbgraders = new TreeMap<>();
    boolean nbgraderGrades = graded.problem().isEmpty();
    for (Score score : graded.scores()) {
      if (!score.byHand() && !isWritten(graded, score)) {
        boolean deleted = score.remark().startsWith("was deleted");
        points.put(score.id(), score.points());
        if (!deleted) {
          nbgraders.put(score.id(), score.points());
        }
        nbgraderGrades &= !score.remark().contains("nbgrader cannot grade it");
      }
    }
    Map<String, Double> full = new TreeMap<>();
    graded.scores().forEach(s -> full.put(s.id(), s.of()));
    full.keySet().retainAll(points.keySet());
    String remarks = file + ": " + graded.problem() + graded.scores();
    assertEquals(expected(json, full), points, remarks);
    assertEquals(json.get("total").getAsDouble(), sum(points), 1e-9, remarks);
    if (json.has("timeouts")) {
      assertEquals(json.get("timeouts").getAsLong(), graded.timeouts(), remarks);
    }
    each(
        "notes",
        (id, note) ->
            assertTrue(
                graded.scores().stream()
                    .anyMatch(s -> s.id().equals(id) && s.remark().contains(note.getAsString())),
                remarks));
    JsonElement other = json.has("nbgrader") ? json.get("nbgrader") : json;
    assertEquals(other.isJsonObject(), nbgraderGrades, "whether nbgrader grades " + file);
    if (other instanceof JsonObject expected) {
      assertEquals(expected(expected, full), nbgraders, "nbgrader's points of " + file);
      assertEquals(expected.get("total").getAsDouble(), sum(nbgraders), 1e-9, file.toString());
    }
  }

  private static boolean isWritten(Graded graded, Score score) {
    return GradedCell.in(graded.submission().assignment().release()).stream()
        .anyMatch(cell -> cell.id().equals(score.id()) && cell.isByHand());
  }

  private static Map<String, Double> expected(JsonObject from, Map<String, Double> full) {
    Map<String, Double> expected = new TreeMap<>(full);
    if (from.get("points") instanceof JsonObject points) {
      points.asMap().forEach((id, value) -> expected.put(id, value.getAsDouble()));
    }
    if (from.get("byHand") instanceof JsonArray ids) {
      ids.forEach(id -> expected.remove(id.getAsString()));
    }
    return expected;
  }

  private static double sum(Map<String, Double> points) {
    return points.values().stream().mapToDouble(p -> p).sum();
  }

  private void each(String field, BiConsumer<String, JsonElement> use) {
    if (json.has(field)) {
      json.getAsJsonObject(field).asMap().forEach(use);
    }
  }

  private JsonArray list(String field) {
    return json.has(field) ? json.getAsJsonArray(field) : new JsonArray();
  }

  private JsonObject cellOf(Notebook notebook, String id) {
    return GradedCell.in(notebook).stream()
        .filter(cell -> cell.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new AssertionError(file + ": there is no cell " + id))
        .cell();
  }

  private static int place(JsonArray cells, JsonObject cell) {
    return cells.asList().indexOf(cell);
  }

  private static String lines(JsonElement source) {
    return source instanceof JsonArray lines
        ? String.join("\n", lines.asList().stream().map(JsonElement::getAsString).toList())
        : source.getAsString();
  }
}
