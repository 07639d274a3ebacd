package org.distill4j.course;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.distill4j.internal.Ranges;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The right answer of an exercise, and what is wrong with others.
 *
 * @param array the right answer, all finite
 * @param tolerance how far off each entry may be
 */
record Expected(INDArray array, double tolerance) {

  Expected {
    Ranges.requireNotNegative("tolerance", tolerance);
    if (!Arrays.stream(numbers(array)).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("the expected answer must be finite, but is not");
    }
  }

  /** What is wrong with an answer, and which mistakes lead to it; empty if nothing is wrong. */
  String problemOf(@Nullable INDArray found, Mistakes... mistakes) {
    String problem = problemOfShape(found, array.shape());
    if (found != null && problem.isEmpty()) {
      problem = problemOfEntries(numbers(found));
    }
    if (found == null || problem.isEmpty()) {
      return problem;
    }
    List<String> likely =
        Stream.of(mistakes).flatMap(each -> each.leadingTo(found, this)).distinct().toList();
    return likely.isEmpty()
        ? problem
        : "%s. That is what comes out if %s".formatted(problem, String.join(", or if ", likely));
  }

  static String problemOfShape(@Nullable INDArray found, long... shape) {
    if (found == null) {
      return "found null, expected shape " + Arrays.toString(shape);
    }
    return Arrays.equals(found.shape(), shape)
        ? ""
        : "found shape %s, expected %s"
            .formatted(Arrays.toString(found.shape()), Arrays.toString(shape));
  }

  private String problemOfEntries(double[] found) {
    double[] right = numbers(array);
    int wrong = 0;
    int worst = -1;
    for (int i = 0; i < right.length; i++) {
      double apart = Math.abs(found[i] - right[i]);
      if (!(apart <= tolerance)) {
        wrong++;
        boolean worse = worst < 0 || !(apart <= Math.abs(found[worst] - right[worst]));
        worst = worse ? i : worst;
      }
    }
    if (wrong == 0) {
      return "";
    }
    String values = both(found[worst], right[worst], "");
    return right.length == 1
        ? values
        : "%d of %d numbers are off, %s the most: %s"
            .formatted(wrong, right.length, Arrays.toString(place(worst)), values);
  }

  /** Six digits of each, or all where six do not tell them apart; a relation such as "at most ". */
  static String both(double found, double right, String relation) {
    String text = "found %s, expected " + relation + "%s";
    return rounded(found) == rounded(right)
        ? text.formatted(found, right)
        : text.formatted(rounded(found), rounded(right));
  }

  private static double rounded(double number) {
    return Double.isFinite(number)
        ? new BigDecimal(number).round(new MathContext(6)).doubleValue()
        : number;
  }

  /** Row, column and so on of an entry. */
  private long[] place(long entry) {
    long[] place = new long[array.rank()];
    long rest = entry;
    for (int d = place.length - 1; d >= 0; d--) {
      place[d] = rest % array.size(d);
      rest /= array.size(d);
    }
    return place;
  }

  /** All entries, in the order of the rows. */
  static double[] numbers(INDArray array) {
    return array.castTo(DataType.DOUBLE).dup('c').reshape(array.length()).toDoubleVector();
  }
}
