package org.distill4j.kernel;

import com.google.gson.JsonObject;
import java.util.List;

/** Why a cell failed, in the words that its reader sees. */
final class CellFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final String name;
  private final transient List<String> traceback;

  /**
   * A failure.
   *
   * @param name what kind of failure, usually the name of an exception
   * @param message what went wrong, in a sentence
   * @param details where, line by line
   */
  CellFailure(String name, String message, List<String> details) {
    super(message);
    this.name = name;
    String title = "\u001b[31m" + name + "\u001b[0m" + (message.isEmpty() ? "" : ": " + message);
    List<String> lines = new java.util.ArrayList<>(List.of(title));
    lines.addAll(details);
    traceback = List.copyOf(lines);
  }

  /** The content of an error message. */
  JsonObject content() {
    return Json.object(
        "ename", name, "evalue", String.valueOf(getMessage()), "traceback", traceback);
  }

  /** The content of a reply. */
  JsonObject reply() {
    JsonObject reply = content();
    reply.addProperty("status", "error");
    return reply;
  }
}
