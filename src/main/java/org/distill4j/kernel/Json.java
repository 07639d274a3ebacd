package org.distill4j.kernel;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes and reads JSON trees the short way. */
final class Json {
  private static final Gson GSON = new Gson();

  private Json() {}

  /** An object of alternating names and values: trees, texts, numbers, lists and maps of them. */
  static JsonObject object(Object... namesAndValues) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return GSON.toJsonTree(members).getAsJsonObject();
  }

  /** The content of a reply that all is well. */
  static JsonObject ok(Object... namesAndValues) {
    JsonObject reply = object(namesAndValues);
    reply.addProperty("status", "ok");
    return reply;
  }

  static String text(JsonObject object, String name) {
    return object.get(name).getAsString();
  }

  static boolean flag(JsonObject object, String name, boolean otherwise) {
    return object.has(name) ? object.get(name).getAsBoolean() : otherwise;
  }

  static int number(JsonObject object, String name, int otherwise) {
    boolean missing = !object.has(name) || object.get(name).isJsonNull();
    return missing ? otherwise : object.get(name).getAsInt();
  }
}
