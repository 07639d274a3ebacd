package org.distill4j.kernel;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.stream.Stream;

/** Why a cell failed, in the words that its reader sees. */
final class CellFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final String name;
  private final transient List<String> details;

  /** What kind of failure, usually an exception's name; what went wrong; where, line by line. */
  CellFailure(String name, String message, List<String> details) {
    super(message);
    this.name = name;
    this.details = List.copyOf(details);
  }

  /** The content of an error message, and of a reply. */
  JsonObject content() {
    String message = String.valueOf(getMessage());
    String title = "\u001b[31m" + name + "\u001b[0m" + (message.isEmpty() ? "" : ": " + message);
    List<String> traceback = Stream.concat(Stream.of(title), details.stream()).toList();
    return Json.object("status", "error", "ename", name, "evalue", message, "traceback", traceback);
  }
}
