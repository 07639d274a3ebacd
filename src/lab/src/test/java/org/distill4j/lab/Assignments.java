package org.distill4j.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;

/** Small notebooks for the tests of assignments. */
final class Assignments {

  /** The course of one tiny assignment. */
  static final Path COURSE = Path.of("src/lab/src/test/resources/course");

  private Assignments() {}

  /** A notebook of the cells, which are parts of JSON: the type, the mark, the source. */
  static Notebook notebook(JsonObject... cells) {
    JsonObject json =
        JsonParser.parseString(
                """
                {"metadata": {"kernelspec":
                    {"display_name": "Java (distill4j)", "language": "java", "name": "java"}},
                 "nbformat": 4, "nbformat_minor": 5}
                """)
            .getAsJsonObject();
    JsonArray all = new JsonArray();
    for (JsonObject cell : cells) {
      cell.addProperty("id", "c" + all.size());
      all.add(cell);
    }
    json.add("cells", all);
    return new Notebook(json);
  }

  static JsonObject plain(String type, String source) {
    JsonObject cell = new JsonObject();
    cell.addProperty("cell_type", type);
    cell.add("metadata", new JsonObject());
    cell.addProperty("source", source);
    if (type.equals("code")) {
      cell.add("outputs", new JsonArray());
      cell.add("execution_count", null);
    }
    return cell;
  }

  /** A cell with a mark: fields of JSON beside the version and the flags, which are false. */
  static JsonObject marked(String type, String fields, String source) {
    JsonObject mark =
        JsonParser.parseString(
                """
                {"schema_version": 3, "grade": false, "solution": false, "locked": false,
                 "task": false}
                """)
            .getAsJsonObject();
    JsonParser.parseString("{" + fields + "}").getAsJsonObject().asMap().forEach(mark::add);
    JsonObject cell = plain(type, source);
    cell.getAsJsonObject("metadata").add("nbgrader", mark);
    return cell;
  }

  static JsonObject solution(String id, String source) {
    return marked("code", "grade_id: %s, solution: true".formatted(id), source);
  }

  static JsonObject test(String id, double points, String source) {
    String fields = "grade_id: %s, grade: true, locked: true, points: %s".formatted(id, points);
    return marked("code", fields, source);
  }
}
