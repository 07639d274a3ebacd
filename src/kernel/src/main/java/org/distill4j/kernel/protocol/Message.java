package org.distill4j.kernel.protocol;

import com.google.gson.JsonObject;
import java.util.List;

/** A request of a front end, and the identities that lead an answer back to it. */
public record Message(List<byte[]> identities, JsonObject header, JsonObject content) {
  /** What messages answer that answer nothing. */
  public static final Message NONE = new Message(List.of(), new JsonObject(), new JsonObject());

  /** What is asked for, as {@code execute_request}. */
  public String type() {
    return header.get("msg_type").getAsString();
  }

  /** The source that a request is about. */
  public String code() {
    return content.get("code").getAsString();
  }

  /** A member of the content, of the type of the other value, which stands for a missing one. */
  @SuppressWarnings("unchecked")
  public <T> T get(String name, T otherwise) {
    T value = (T) Wire.JSON.fromJson(content.get(name), otherwise.getClass());
    return value == null ? otherwise : value;
  }
}
