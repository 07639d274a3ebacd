package org.distill4j.kernel;

import com.google.gson.JsonObject;
import java.util.List;

/** A request of a front end, and the identities that lead an answer back to it. */
record Message(List<byte[]> identities, JsonObject header, JsonObject content) {
  /** What messages answer that answer nothing. */
  static final Message NONE = new Message(List.of(), new JsonObject(), new JsonObject());

  String type() {
    return header.get("msg_type").getAsString();
  }

  String code() {
    return content.get("code").getAsString();
  }

  /** A member of the content, of the type of the other value, which stands for a missing one. */
  @SuppressWarnings("unchecked")
  <T> T get(String name, T otherwise) {
    T value = (T) Wire.JSON.fromJson(content.get(name), otherwise.getClass());
    return value == null ? otherwise : value;
  }
}
