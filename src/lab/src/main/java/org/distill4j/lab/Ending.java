package org.distill4j.lab;

import java.util.regex.Pattern;

/**
 * How a test cell ends. The value of its last expression would be read as its points, so it ends
 * with a statement, or, for partial credit, with a line that says {@code points} and nothing else.
 */
final class Ending {

  /** A name, a number or a sum of such before a semicolon: no effect and, to be sure, no value. */
  private static final Pattern IDLE =
      Pattern.compile("(?:.*[;}])?\\s*[\\w.]+\\s*;", Pattern.DOTALL);

  private Ending() {}

  /** What is wrong with the end of a test cell; empty if nothing is. */
  static String problem(String source) {
    String code = JavaCode.of(source).strip();
    String lastLine = code.substring(code.lastIndexOf('\n') + 1).strip();
    if (code.isEmpty()) {
      return "it has no code, so everybody would get its points";
    }
    if (lastLine.equals("points")) {
      return "";
    }
    if (IDLE.matcher(code).matches()) {
      return "its last line, '%s', does nothing; for partial credit write 'points'"
          .formatted(lastLine);
    }
    return code.endsWith(";") || code.endsWith("}")
        ? ""
        : "its last line, '%s', has a value, which would be read as points; end with a statement, or with 'points' alone for partial credit"
            .formatted(lastLine);
  }
}
