package org.distill4j.kernel.session;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;

/** The cells of a notebook file. */
final class Notebook {
  private Notebook() {}

  /** The sources of its cells of code; fails with what is wrong if it is no notebook. */
  static List<String> code(String json) {
    try {
      List<String> code = new ArrayList<>();
      for (JsonElement element :
          JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("cells")) {
        JsonObject cell = element.getAsJsonObject();
        if (cell.get("cell_type").getAsString().equals("code")) {
          code.add(source(cell.get("source")));
        }
      }
      return code;
    } catch (JsonParseException | IllegalStateException | NullPointerException e) {
      throw new IllegalArgumentException("the file is no notebook with cells: " + e.getMessage());
    }
  }

  /** One text, or its lines. */
  private static String source(JsonElement source) {
    var text = new StringBuilder();
    if (source instanceof JsonArray lines) {
      lines.forEach(line -> text.append(line.getAsString()));
    } else {
      text.append(source.getAsString());
    }
    return text.toString();
  }
}
