package org.distill4j.internal;

import org.nd4j.linalg.api.buffer.DataType;

/**
 * How much of an array one of Java's direct buffers shows: it counts bytes in an int, so arrays of
 * more than 2 GiB are worked on in parts, or left to ND4J.
 */
public final class DirectMemory {

  private DirectMemory() {}

  /**
   * How many numbers a buffer holds.
   *
   * @param type of the numbers
   * @return 536,870,911 for FLOAT
   */
  public static int most(DataType type) {
    return Integer.MAX_VALUE / type.width();
  }

  /**
   * Whether one buffer shows all of an array.
   *
   * @param length numbers in the array
   * @param type of the numbers
   * @return false for arrays above 2 GiB
   */
  public static boolean holds(long length, DataType type) {
    return length <= most(type);
  }

  /**
   * Where a part of an array ends that one buffer shows, for work that goes from part to part.
   *
   * @param from first row of the part
   * @param to row after the last one of all parts, above {@code from}
   * @param width numbers in a row, at least 1
   * @param type of the numbers
   * @return row after the last one of the part: as many rows as fit, at least one, at most {@code
   *     to}
   */
  public static int end(int from, int to, long width, DataType type) {
    return (int) Math.min(to, from + Math.max(1, most(type) / width));
  }
}
