package org.distill4j.kernel;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A message of the protocol: JSON trees, and the identities that lead an answer back. */
record Message(List<byte[]> identities, JsonObject header, JsonObject parent, JsonObject content) {
  static final String PROTOCOL = "5.4";

  private static final Map<String, String> COMMON =
      Map.of("session", UUID.randomUUID().toString(), "username", "kernel", "version", PROTOCOL);

  /** What messages answer that answer nothing. */
  static final Message NONE =
      new Message(List.of(), new JsonObject(), new JsonObject(), new JsonObject());

  String type() {
    return Json.text(header, "msg_type");
  }

  /** A message to whoever sent this one. */
  Message reply(String type, JsonObject content) {
    JsonObject answer = Json.object("msg_type", type);
    answer.addProperty("msg_id", UUID.randomUUID().toString());
    answer.addProperty("date", Instant.now().toString());
    COMMON.forEach(answer::addProperty);
    return new Message(identities, answer, header, content);
  }

  /** A message about this one to everybody. */
  Message broadcast(String type, JsonObject content) {
    byte[] topic = ("kernel." + type).getBytes(StandardCharsets.UTF_8);
    return new Message(List.of(topic), reply(type, content).header, header, content);
  }
}
