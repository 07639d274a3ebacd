package org.distill4j.course;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What a wrong answer has to do with the right one, whatever the exercise: a turned sign, a factor,
 * another order. It is said where no known mistake leads to the answer.
 */
final class Clue {

  /** How far two numbers may differ that are held to be the same, as a share of the larger. */
  private static final double SAME = 2e-6;

  /** Beyond it the factor between any two numbers is near a whole one. */
  private static final int LARGEST_FACTOR = 1000;

  private static final String OTHER_BASE =
      "It differs by the factor ln %d: a natural logarithm for one to base %d, or the other way round?";

  private static final List<Relation> RELATIONS =
      List.of(
          new Relation("The sign is turned", x -> -x),
          new Relation("It is 1 divided by the right answer: what is divided by what?", x -> 1 / x),
          new Relation("It is 1 minus the right answer", x -> 1 - x),
          new Relation(OTHER_BASE.formatted(2, 2), x -> x * Math.log(2)),
          new Relation(OTHER_BASE.formatted(2, 2), x -> x / Math.log(2)),
          new Relation(OTHER_BASE.formatted(10, 10), x -> x * Math.log(10)),
          new Relation(OTHER_BASE.formatted(10, 10), x -> x / Math.log(10)),
          new Relation("An exponential is missing, or there is a logarithm too many", Math::log),
          new Relation("A logarithm is missing, or there is an exponential too many", Math::exp));

  private static final List<Relation> LAST_RELATIONS =
      List.of(
          new Relation("It is the square of the right answer", x -> x * x),
          new Relation("It is the root of the right answer", Math::sqrt),
          new Relation(
              "What stands behind the point is lost: was a whole number divided by a whole one?",
              x -> (long) x));

  private record Relation(String text, DoubleUnaryOperator ofRight) {}

  private final double[] found;
  private final double[] right;
  private final int columns;

  private Clue(INDArray found, INDArray right) {
    this.found = Expected.numbers(found);
    this.right = Expected.numbers(right);
    columns = right.rank() == 0 ? 1 : (int) right.size(-1);
  }

  /** A sentence on an answer that is wrong and has the right shape; empty if none is known. */
  static String of(INDArray found, INDArray right) {
    Clue clue = new Clue(found, right);
    return Stream.<Supplier<String>>of(
            clue::noNumbers,
            () -> clue.relation(RELATIONS),
            clue::wholeFactor,
            clue::places,
            clue::oneNumber,
            () -> clue.relation(LAST_RELATIONS),
            clue::sums,
            clue::factor,
            clue::difference,
            clue::rows,
            clue::near)
        .map(Supplier::get)
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  private String noNumbers() {
    if (any(Double::isNaN)) {
      return "NaN comes from 0 / 0, from infinity by infinity, from logarithms of negative numbers";
    }
    return any(Double::isInfinite)
        ? "Infinity comes from exponentials of large numbers, from logarithms of 0, from divisions by 0"
        : "";
  }

  private boolean any(DoublePredicate property) {
    return Arrays.stream(found).anyMatch(property);
  }

  private String relation(List<Relation> relations) {
    return relations.stream()
        .filter(
            each -> {
              double[] related = Arrays.stream(right).map(each.ofRight).toArray();
              boolean isZero = Arrays.stream(right).allMatch(x -> x == 0); // and tells nothing
              return !isZero && same(found, related) && !same(right, related);
            })
        .map(Relation::text)
        .findFirst()
        .orElse("");
  }

  /** A factor that is whole, or of which a whole number makes 1. */
  private String wholeFactor() {
    double factor = factor(IntStream.range(0, right.length));
    double times = Math.rint(factor);
    double part = Math.rint(1 / factor);
    if (isFactor(times) && same(times, factor)) {
      return "It is %.0f times the right answer: a sum, and not a mean, or a factor too many?"
          .formatted(times);
    }
    return isFactor(part) && same(1 / part, factor)
        ? "It is 1/%.0f of the right answer: a mean, and not a sum, or a factor too few?"
            .formatted(part)
        : "";
  }

  /** Another factor, which says something only where many numbers have it. */
  private String factor() {
    double factor = factor(IntStream.range(0, right.length));
    boolean says = right.length > 1 && Math.abs(factor - 1) > 0.001;
    return says ? "Each number is %s times the right one".formatted(Expected.rounded(factor)) : "";
  }

  private static boolean isFactor(double number) {
    return number > 1 && number <= LARGEST_FACTOR;
  }

  /** What some of the right numbers are multiplied by; NaN if that is 0 or not one number. */
  private double factor(IntStream some) {
    int[] entries = some.toArray();
    int largest = entries[0];
    for (int i : entries) {
      largest = Math.abs(right[i]) > Math.abs(right[largest]) ? i : largest;
    }
    double factor = found[largest] / right[largest];
    boolean fits =
        factor != 0 && IntStream.of(entries).allMatch(i -> same(found[i], factor * right[i]));
    return fits ? factor : Double.NaN;
  }

  /** The right numbers in the wrong places. */
  private String places() {
    if (right.length == 1 || same(found, right)) {
      return "";
    }
    int rows = right.length / columns;
    if (rows == columns && moved(i -> i % columns * columns + i / columns)) {
      return "Rows and columns are swapped";
    }
    if (moved(i -> i / columns * columns + (i + 1) % columns)
        || moved(i -> i / columns * columns + (i + columns - 1) % columns)) {
      return "The numbers are right, and each is one place off";
    }
    return same(sorted(found), sorted(right)) ? "The numbers are right, their places are not" : "";
  }

  private boolean moved(IntUnaryOperator place) {
    return IntStream.range(0, found.length)
        .allMatch(i -> same(found[i], right[place.applyAsInt(i)]));
  }

  private String oneNumber() {
    boolean one = found.length > 1 && Arrays.stream(found).allMatch(x -> same(x, found[0]));
    return one ? "It is the same number everywhere" : "";
  }

  private String difference() {
    double more = found[0] - right[0];
    boolean all = all(right.length, i -> same(found[i], right[i] + more));
    return all && right.length > 1 && Math.abs(more) > SAME
        ? "Each number is too %s by %s"
            .formatted(more > 0 ? "large" : "small", Expected.rounded(Math.abs(more)))
        : "";
  }

  private String rows() {
    int rows = right.length / columns;
    boolean says = rows > 1 && columns > 1 && all(rows, row -> !Double.isNaN(factor(row(row))));
    return says
        ? "Each row is the right one times a factor of its own: what is it divided by?"
        : "";
  }

  private String sums() {
    int rows = right.length / columns;
    if (columns == 1 || !all(rows, row -> same(sum(right, row(row)), 1))) {
      return "";
    }
    if (rows > 1 && all(columns, column -> same(sum(found, column(column)), 1))) {
      return "Each column sums to 1, and each row should";
    }
    return all(rows, row -> same(sum(found, row(row)), 1)) ? "" : "A row does not sum to 1";
  }

  private IntStream row(int row) {
    return IntStream.range(row * columns, (row + 1) * columns);
  }

  private IntStream column(int column) {
    return IntStream.iterate(column, i -> i < right.length, i -> i + columns);
  }

  private static double sum(double[] numbers, IntStream entries) {
    return entries.mapToDouble(i -> numbers[i]).sum();
  }

  private String near() {
    double largest = Arrays.stream(right).map(Math::abs).max().orElseThrow();
    boolean near = all(right.length, i -> Math.abs(found[i] - right[i]) <= 0.01 * largest);
    return near
        ? "That is near: rounded too early, in steps too large, or in single precision?"
        : "";
  }

  private static boolean all(int n, IntPredicate property) {
    return IntStream.range(0, n).allMatch(property);
  }

  private static double[] sorted(double[] numbers) {
    return Arrays.stream(numbers).sorted().toArray();
  }

  private static boolean same(double[] a, double[] b) {
    return all(a.length, i -> same(a[i], b[i]));
  }

  private static boolean same(double a, double b) {
    return Math.abs(a - b) <= SAME * Math.max(Math.abs(a), Math.abs(b)) + 1e-12;
  }
}
