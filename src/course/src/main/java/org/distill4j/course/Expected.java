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

  /**
   * What is wrong with an answer, and which mistakes lead to it; empty if nothing is wrong.
   *
   * @param sameAs an earlier claim to which it was an answer, too; empty if there is none
   */
  String problemOf(@Nullable INDArray found, String sameAs, Mistakes... mistakes) {
    String problem = problemOfShape(found, array.shape());
    if (found == null || !problem.isEmpty()) {
      return problem;
    }
    problem = problemOfEntries(numbers(found));
    return problem.isEmpty() ? "" : problem + reasons(found, sameAs, mistakes);
  }

  private String reasons(INDArray found, String sameAs, Mistakes... mistakes) {
    List<String> likely =
        Stream.of(mistakes).flatMap(each -> each.leadingTo(found, this)).distinct().toList();
    if (!likely.isEmpty()) {
      return ". That is what comes out if " + String.join(", or if ", likely);
    }
    boolean counted = tolerance == 0; // a digit, say, and half a digit is no clue
    String clue = counted ? "" : Clue.of(found, array);
    String reasons = clue.isEmpty() ? "" : ". " + clue;
    String end = clue.endsWith("?") ? " " : ". ";
    return sameAs.isEmpty()
        ? reasons
        : reasons
            + "%sThe same came out for '%s': does it depend on what it is given?"
                .formatted(end, sameAs);
  }

  static String problemOfShape(@Nullable INDArray found, long... shape) {
    if (found == null) {
      return "found null, expected shape " + Arrays.toString(shape);
    }
    if (Arrays.equals(found.shape(), shape)) {
      return "";
    }
    String problem =
        "found shape %s, expected %s"
            .formatted(Arrays.toString(found.shape()), Arrays.toString(shape));
    String clue = clueOfShape(found.shape(), shape);
    return clue.isEmpty() ? problem : problem + ". " + clue;
  }

  private static String clueOfShape(long[] found, long... shape) {
    long numbers = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    long foundNumbers = Arrays.stream(found).reduce(1, (a, b) -> a * b);
    if (foundNumbers == 1) {
      return "It is one number: sum() adds up everything, sum(true, 1) each row";
    }
    if (found.length < shape.length && foundNumbers == numbers) {
      return "A dimension is lost: sum(true, 1) keeps it, and sum(1) does not";
    }
    boolean turned =
        (found.length == 2 && shape.length == 2)
            && (found[0] == shape[1] || (found[0] == 1 && shape[1] == 1));
    return turned ? "Rows and columns are swapped: dimension 1 runs along a row" : "";
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

  static double rounded(double number) {
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
