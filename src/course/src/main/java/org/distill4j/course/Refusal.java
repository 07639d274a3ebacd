package org.distill4j.course;

import java.util.List;
import java.util.Locale;

/**
 * The error that bad input must meet.
 *
 * @param words that its message must contain
 */
record Refusal(Class<? extends RuntimeException> type, List<String> words) {

  /** What is wrong with how code refuses, empty if nothing is. */
  String problemOf(Runnable code) {
    try {
      code.run();
    } catch (RuntimeException e) {
      if (Check.isNoAnswer(e)) {
        throw e;
      }
      return type.isInstance(e)
          ? problemOfMessage(e)
          : "found %s, expected %s".formatted(line(e), name());
    }
    return "nothing was thrown, expected " + name();
  }

  private String problemOfMessage(RuntimeException thrown) {
    String message = String.valueOf(thrown.getMessage()).toLowerCase(Locale.ROOT);
    List<String> missing =
        words.stream().filter(word -> !message.contains(word.toLowerCase(Locale.ROOT))).toList();
    return missing.isEmpty()
        ? ""
        : "found %s, expected a message with %s".formatted(line(thrown), missing);
  }

  private String name() {
    return type.getSimpleName();
  }

  /** An error as one line. */
  static String line(Throwable thrown) {
    String name = thrown.getClass().getSimpleName();
    String message = thrown.getMessage();
    return message == null ? name : name + ": " + message.strip().lines().findFirst().orElse("");
  }
}
