package org.distill4j.lab;

import com.google.gson.FormattingStyle;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.distill4j.kernel.install.WholeFile;

/**
 * A notebook file of format 4.
 *
 * @param json its content
 */
record Notebook(JsonObject json) {

  private static final Gson GSON =
      new GsonBuilder()
          .setFormattingStyle(FormattingStyle.PRETTY.withIndent(" "))
          .disableHtmlEscaping()
          .serializeNulls()
          .create();

  /**
   * Reads a notebook.
   *
   * @throws LabException if the file is missing or no notebook of format 4
   */
  static Notebook read(Path file) {
    try {
      JsonElement json = JsonParser.parseString(Files.readString(file));
      if (json instanceof JsonObject o
          && String.valueOf(o.get("nbformat")).equals("4")
          && o.get("cells") instanceof JsonArray) {
        return new Notebook(o);
      }
      throw new LabException("%s is not a notebook of format 4".formatted(file));
    } catch (JsonParseException e) {
      throw new LabException("%s is not a notebook: %s".formatted(file, e.getMessage()));
    } catch (CharacterCodingException e) {
      throw new LabException("%s is not a notebook: it is no UTF-8 text".formatted(file));
    } catch (IOException e) {
      throw new LabException("cannot read the notebook: " + WholeFile.reason(e));
    }
  }

  List<JsonObject> cells() {
    List<JsonObject> cells = new ArrayList<>();
    json.getAsJsonArray("cells").forEach(cell -> cells.add(cell.getAsJsonObject()));
    return cells;
  }

  List<JsonObject> codeCells() {
    return cells().stream().filter(c -> text(c.get("cell_type")).equals("code")).toList();
  }

  /** What the code cells wrote to standard error. */
  String standardError() {
    StringBuilder all = new StringBuilder();
    for (JsonObject cell : codeCells()) {
      for (JsonElement output : cell.getAsJsonArray("outputs")) {
        JsonObject o = output.getAsJsonObject();
        if (o.has("name") && text(o.get("name")).equals("stderr")) {
          all.append(text(o.get("text")));
        }
      }
    }
    return all.toString();
  }

  /** Text, which notebooks hold as one string or as a list of lines. */
  static String text(JsonElement value) {
    if (value instanceof JsonArray lines) {
      StringBuilder all = new StringBuilder();
      lines.forEach(line -> all.append(line.getAsString()));
      return all.toString();
    }
    return value.getAsString();
  }

  /** The file's text as Jupyter writes it: keys sorted, indented by one, a newline at the end. */
  String format() {
    return GSON.toJson(sorted(json)) + "\n";
  }

  private static JsonElement sorted(JsonElement value) {
    if (value instanceof JsonObject object) {
      JsonObject result = new JsonObject();
      new TreeMap<>(object.asMap()).forEach((key, v) -> result.add(key, sorted(v)));
      return result;
    }
    if (value instanceof JsonArray array) {
      JsonArray result = new JsonArray(array.size());
      array.forEach(v -> result.add(sorted(v)));
      return result;
    }
    return value;
  }
}
