package org.distill4j.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines of a cell between two comments, {@code // BEGIN SOLUTION} and {@code // END SOLUTION} for
 * example, that students do not get to see.
 *
 * @param name what stands after BEGIN and END
 */
record Region(String name) {

  static final Region SOLUTION = new Region("SOLUTION");
  static final Region HIDDEN_TESTS = new Region("HIDDEN TESTS");
  static final Region MARK_SCHEME = new Region("MARK SCHEME");

  boolean isIn(String source) {
    return source.contains(begin()) || source.contains(end());
  }

  /** The source with the stub, indented like the first comment, in place of each region. */
  String replaced(String source, List<String> stub) {
    List<String> kept = new ArrayList<>();
    boolean inside = false;
    for (String line : source.split("\n", -1)) {
      if (line.contains(begin())) {
        require(!inside, "%s stands inside another region".formatted(begin()));
        inside = true;
        String indent = line.substring(0, line.length() - line.stripLeading().length());
        stub.forEach(words -> kept.add(indent + words));
      } else if (line.contains(end())) {
        require(inside, "%s stands without %s".formatted(end(), begin()));
        inside = false;
      } else if (!inside) {
        kept.add(line);
      }
    }
    require(!inside, "%s is missing".formatted(end()));
    return String.join("\n", kept);
  }

  /** Whether nothing but comments and the ends of blocks follows each region in its block. */
  boolean isLastInItsBlock(String source) {
    List<String> code = source.lines().map(String::strip).filter(line -> !isSkipped(line)).toList();
    for (int i = 0; i + 1 < code.size(); i++) {
      if (code.get(i).contains(end()) && !code.get(i + 1).startsWith("}")) {
        return false;
      }
    }
    return true;
  }

  private boolean isSkipped(String line) {
    return line.isEmpty() || (line.startsWith("//") && !line.contains(end()));
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new LabException(problem);
    }
  }

  private String begin() {
    return "BEGIN " + name;
  }

  private String end() {
    return "END " + name;
  }
}
