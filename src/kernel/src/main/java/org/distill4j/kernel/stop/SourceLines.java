package org.distill4j.kernel.stop;

import org.jspecify.annotations.Nullable;

/** Which lines the code of classes comes from, before it was wrapped for the compiler. */
@FunctionalInterface
public interface SourceLines {

  /** Lines of the classes as they are. */
  SourceLines UNCHANGED = (type, line) -> null;

  /**
   * A line that somebody wrote.
   *
   * @param file what was written, as {@code cell 3}
   * @param number counted from 1
   */
  record Line(String file, int number) {}

  /** The line that was written; null if this line of a class was not, or nobody knows. */
  @Nullable Line of(String type, int line);
}
