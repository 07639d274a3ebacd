package org.distill4j.kernel;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;

/** Writes JSON trees the short way. */
final class Json {
  private Json() {}

  /** An object of alternating names and values. */
  static JsonObject object(Object... namesAndValues) {
    var object = new JsonObject();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      object.add((String) namesAndValues[i], element(namesAndValues[i + 1]));
    }
    return object;
  }

  static JsonArray array(Iterable<?> values) {
    var array = new JsonArray();
    values.forEach(value -> array.add(element(value)));
    return array;
  }

  static boolean flag(JsonObject object, String name, boolean otherwise) {
    return object.has(name) ? object.get(name).getAsBoolean() : otherwise;
  }

  private static JsonElement element(Object value) {
    if (value instanceof JsonElement element) {
      return element;
    } else if (value instanceof Iterable<?> values) {
      return array(values);
    } else if (value instanceof Number number) {
      return new JsonPrimitive(number);
    } else if (value instanceof Boolean truth) {
      return new JsonPrimitive(truth);
    }
    return new JsonPrimitive(value.toString());
  }
}
