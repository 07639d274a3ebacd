package org.distill4j.kernel.protocol;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.LinkedHashMap;
import java.util.Map;

/** A value by its MIME types, as messages carry it. */
public final class MimeData {
  private MimeData() {}

  /** What is JSON as JSON, the rest as text. */
  public static Map<String, JsonElement> of(Map<String, String> bundle) {
    Map<String, JsonElement> data = new LinkedHashMap<>();
    for (var shown : bundle.entrySet()) {
      String text = shown.getValue();
      boolean json = shown.getKey().endsWith("json");
      data.put(shown.getKey(), json ? JsonParser.parseString(text) : new JsonPrimitive(text));
    }
    return data;
  }
}
