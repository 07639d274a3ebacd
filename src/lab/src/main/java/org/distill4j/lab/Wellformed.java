package org.distill4j.lab;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/**
 * Text that can be written in UTF-8. JSON can hold halves of characters, as {@code "\ud800"}, which
 * no file and no message to a kernel can.
 */
final class Wellformed {

  private static final char REPLACEMENT = '\uFFFD';

  private Wellformed() {}

  /** The notebook with a replacement character in place of each half. */
  static Notebook of(Notebook notebook) {
    return new Notebook((JsonObject) of(notebook.json()));
  }

  private static JsonElement of(JsonElement value) {
    if (value instanceof JsonObject object) {
      JsonObject result = new JsonObject();
      object.asMap().forEach((key, member) -> result.add(of(key), of(member)));
      return result;
    }
    if (value instanceof JsonArray array) {
      JsonArray result = new JsonArray(array.size());
      array.forEach(member -> result.add(of(member)));
      return result;
    }
    return value instanceof JsonPrimitive primitive && primitive.isString()
        ? new JsonPrimitive(of(primitive.getAsString()))
        : value;
  }

  static String of(String text) {
    StringBuilder whole = new StringBuilder(text);
    for (int i = 0; i < whole.length(); i++) {
      boolean pair =
          i + 1 < whole.length() && Character.isSurrogatePair(whole.charAt(i), whole.charAt(i + 1));
      if (pair) {
        i++;
      } else if (Character.isSurrogate(whole.charAt(i))) {
        whole.setCharAt(i, REPLACEMENT);
      }
    }
    return whole.toString();
  }
}
