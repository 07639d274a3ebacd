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

  static String text(JsonObject object, String name) {
    return object.get(name).getAsString();
  }

  /**
   * A member of the type of the other value, which is returned if the member is missing or null.
   */
  @SuppressWarnings("unchecked")
  static <T> T get(JsonObject object, String name, T otherwise) {
    T value = (T) GSON.fromJson(object.get(name), otherwise.getClass());
    return value == null ? otherwise : value;
  }
}
