package org.distill4j.data;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.distill4j.internal.Ranges;

/** Which rows of a {@link Store} a data set consists of, in its order. */
final class Rows {

  private final int[] rows;

  private Rows(int[] rows) {
    this.rows = rows;
  }

  static Rows first(long n) {
    return new Rows(IntStream.range(0, Math.toIntExact(n)).toArray());
  }

  int count() {
    return rows.length;
  }

  /** The row of one example. */
  int of(int example) {
    return rows[Ranges.requireFromTo("example", example, 0, rows.length - 1)];
  }

  /** The rows of some examples, in a new array. */
  int[] of(int[] examples) {
    if (examples.length == 0) {
      throw new IllegalArgumentException("at least one example must be chosen, but none was");
    }
    return Arrays.stream(examples).map(this::of).toArray();
  }

  int[] all() {
    return rows.clone();
  }

  Rows choose(int[] examples) {
    return new Rows(of(examples));
  }

  Rows head(int n) {
    requireCount(n, rows.length);
    return new Rows(Arrays.copyOf(rows, n));
  }

  /** The rows from a position on. */
  Rows from(int start) {
    return new Rows(Arrays.copyOfRange(rows, start, rows.length));
  }

  Rows where(IntPredicate keep) {
    int[] kept = Arrays.stream(rows).filter(keep).toArray();
    if (kept.length == 0) {
      throw new IllegalArgumentException("some label must be one to keep, but none is");
    }
    return new Rows(kept);
  }

  static void requireCount(int n, int most) {
    Ranges.requireFromTo("the number of examples", n, 1, most);
  }
}
