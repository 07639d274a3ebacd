package org.distill4j.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes out of a notebook what differs between two runs with the same results, so that a notebook
 * changes in version control only when its text or its results do.
 */
final class Normalizer {

  private static final List<String> OF_A_RUN =
      List.of("execution", "ExecuteTime", "collapsed", "scrolled", "trusted");

  private Normalizer() {}

  /** A copy that is ready to be executed: no outputs, and an id for each cell. */
  static Notebook cleared(Notebook notebook) {
    Notebook copy = new Notebook(notebook.json().deepCopy());
    identify(copy);
    for (JsonObject cell : copy.codeCells()) {
      cell.add("outputs", new JsonArray());
      cell.add("execution_count", null);
    }
    return copy;
  }

  /** A copy with its outputs, free of times, builds and the pace at which text arrived. */
  static Notebook normalized(Notebook notebook) {
    Notebook copy = new Notebook(notebook.json().deepCopy());
    identify(copy);
    if (copy.json().get("metadata") instanceof JsonObject metadata) {
      if (metadata.get("language_info") instanceof JsonObject language) {
        language.remove("version");
      }
    }
    for (JsonObject cell : copy.cells()) {
      if (cell.get("metadata") instanceof JsonObject metadata) {
        OF_A_RUN.forEach(metadata::remove);
      }
    }
    for (JsonObject cell : copy.codeCells()) {
      cell.add("outputs", merged(cell.getAsJsonArray("outputs")));
    }
    return copy;
  }

  /** Gives an id, the same at each run, to the cells that have none. */
  private static void identify(Notebook notebook) {
    Set<String> taken = new HashSet<>();
    List<JsonObject> cells = notebook.cells();
    for (JsonObject cell : cells) {
      if (cell.has("id") && !taken.add(cell.get("id").getAsString())) {
        cell.remove("id");
      }
    }
    int number = 0;
    for (JsonObject cell : cells) {
      number++;
      if (!cell.has("id")) {
        String id = "cell-" + number;
        while (!taken.add(id)) {
          id += "-b";
        }
        cell.addProperty("id", id);
      }
    }
    JsonElement minor = notebook.json().get("nbformat_minor");
    if (minor == null || minor.getAsInt() < 5) {
      notebook.json().addProperty("nbformat_minor", 5);
    }
  }

  private static JsonArray merged(JsonArray outputs) {
    JsonArray result = new JsonArray();
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < outputs.size(); i++) {
      JsonObject output = outputs.get(i).getAsJsonObject();
      output.remove("transient");
      if (!output.has("text")) {
        result.add(output);
        continue;
      }
      text.append(Notebook.text(output.get("text")));
      if (i + 1 < outputs.size() && sameStream(output, outputs.get(i + 1).getAsJsonObject())) {
        continue;
      }
      output.add("text", lines(text.toString()));
      text.setLength(0);
      result.add(output);
    }
    return result;
  }

  private static boolean sameStream(JsonObject a, JsonObject b) {
    return b.has("text") && a.get("name").equals(b.get("name"));
  }

  /** Text as a notebook file holds it, a list of lines. */
  static JsonArray lines(String text) {
    JsonArray lines = new JsonArray();
    for (String line : text.split("(?<=\n)", -1)) {
      if (!line.isEmpty()) {
        lines.add(line);
      }
    }
    return lines;
  }
}
