package org.distill4j.kernel.errors;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Why a cell failed, in the words that its reader sees. */
public final class CellFailure extends Exception {
  private static final long serialVersionUID = 1;

  private final String name;
  private final transient List<String> details;

  /** What kind of failure, usually an exception's name; what went wrong; where, line by line. */
  public CellFailure(String name, String message, List<String> details) {
    super(message);
    this.name = name;
    this.details = details;
  }

  /** The cell's failure, or else one of the compiler or of the kernel itself. */
  public static CellFailure of(Throwable thrown) {
    if (thrown instanceof CellFailure known) {
      return known;
    }
    var frames = Stream.of(thrown.getStackTrace()).limit(8).map(frame -> "  at " + frame).toList();
    return new CellFailure(
        thrown.getClass().getName(), String.valueOf(thrown.getMessage()), frames);
  }

  /** What it is and where, as it is printed: without colors. */
  public String text() {
    return String.join("\n", name + ": " + getMessage(), String.join("\n", details));
  }

  /** The content of an error message, and of a reply. */
  public Map<String, ?> content() {
    String message = getMessage();
    boolean told = !details.isEmpty() && details.get(0).endsWith(": " + message);
    String title =
        "\u001b[31m" + name + "\u001b[0m" + (told || message.isEmpty() ? "" : ": " + message);
    List<String> traceback = Stream.concat(Stream.of(title), details.stream()).toList();
    return Map.of("status", "error", "ename", name, "evalue", message, "traceback", traceback);
  }
}
