package org.distill4j.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whether a notebook has all that Jupyter needs to run it. Jupyter would tell by a traceback.
 *
 * @param file for the error
 */
record Runnability(Path file) {

  private static final Set<String> KINDS = Set.of("code", "markdown", "raw");
  private static final String ID = "[a-zA-Z0-9_-]{1,64}";

  /**
   * Refuses a notebook that cannot be run.
   *
   * @throws LabException that names the first thing that is wrong
   */
  void require(Notebook notebook) {
    JsonObject json = notebook.json();
    require(json.get("metadata") instanceof JsonObject, "it has no metadata");
    JsonElement minor = json.get("nbformat_minor");
    require(
        minor == null || minor.toString().matches("\\d{1,3}"), "its nbformat_minor is no number");
    int number = 0;
    for (JsonElement cell : json.getAsJsonArray("cells")) {
      number++;
      String symptom = cell instanceof JsonObject object ? symptom(object) : "is no cell";
      require(symptom == null, "cell %d %s".formatted(number, symptom));
    }
  }

  private static @Nullable String symptom(JsonObject cell) {
    if (!(isText(cell.get("cell_type")) && KINDS.contains(cell.get("cell_type").getAsString()))) {
      return "is neither code nor text";
    }
    if (!isText(cell.get("source")) && !isLines(cell.get("source"))) {
      return "has no source";
    }
    if (!(cell.get("metadata") instanceof JsonObject)) {
      return "has no metadata";
    }
    boolean named = !cell.has("id") || isText(cell.get("id"));
    return named && (!cell.has("id") || cell.get("id").getAsString().matches(ID))
        ? null
        : "has an id that is none";
  }

  private static boolean isText(@Nullable JsonElement value) {
    return value instanceof JsonPrimitive p && p.isString();
  }

  private static boolean isLines(@Nullable JsonElement value) {
    if (!(value instanceof JsonArray lines)) {
      return false;
    }
    for (JsonElement line : lines) {
      if (!isText(line)) {
        return false;
      }
    }
    return true;
  }

  private void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new LabException("%s is not a notebook that can be run: %s".formatted(file, otherwise));
    }
  }
}
