package org.distill4j.course;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class ClueTest {

  private static final String SUM = ": a sum, and not a mean, or a factor too many?";
  private static final String MEAN = ": a mean, and not a sum, or a factor too few?";
  private static final String LN2 =
      "It differs by the factor ln 2: a natural logarithm for one to base 2, or the other way round?";

  private final INDArray right = Nd4j.createFromArray(new double[][] {{0.5, 2, 3}, {4, 5, 7}});
  private final INDArray shares =
      Nd4j.createFromArray(new double[][] {{0.5, 0.2, 0.3}, {0.1, 0.7, 0.2}});

  private void rows(String clue, UnaryOperator<INDArray> mistake) {
    assertEquals(clue, Clue.of(mistake.apply(right.dup()), right));
  }

  private void shares(String clue, UnaryOperator<INDArray> mistake) {
    assertEquals(clue, Clue.of(mistake.apply(shares.dup()), shares));
  }

  private static void number(String clue, double found, double right) {
    assertEquals(clue, Clue.of(Nd4j.scalar(found), Nd4j.scalar(right)));
  }

  @Test
  void whatWasDoneToEachNumberIsSaid() {
    rows("The sign is turned", INDArray::neg);
    rows("It is 1 minus the right answer", x -> x.rsub(1));
    rows("It is 1 divided by the right answer: what is divided by what?", x -> x.rdiv(1));
    rows("An exponential is missing, or there is a logarithm too many", Transforms::log);
    rows("A logarithm is missing, or there is an exponential too many", Transforms::exp);
    rows("It is the square of the right answer", x -> x.mul(x));
    rows("It is the root of the right answer", Transforms::sqrt);
    number("The sign is turned", -2.5, 2.5);
    number("An exponential is missing, or there is a logarithm too many", Math.log(42), 42);
  }

  @Test
  void whatStoodBehindThePointIsMissed() {
    String lost =
        "What stands behind the point is lost: was a whole number divided by a whole one?";
    rows(lost, x -> Transforms.floor(x));
    number(lost, 0, 0.8);
    number(lost, 3, 3.7);
  }

  @Test
  void aFactorIsSaid() {
    rows("It is 3 times the right answer" + SUM, x -> x.mul(3));
    rows("It is 1/16 of the right answer" + MEAN, x -> x.div(16));
    rows("Each number is 1.7 times the right one", x -> x.mul(1.7));
    rows(LN2, x -> x.mul(Math.log(2)));
    rows(LN2, x -> x.div(Math.log(2)));
    number("It is 100 times the right answer" + SUM, 66.6667, 0.666667);
    number("", 1.7 * 42, 42);
    number("", 1001 * 42, 42);
  }

  @Test
  void singlePrecisionHidesNoFactor() {
    INDArray thirds = right.div(3).castTo(DataType.FLOAT);
    assertEquals("It is 1/3 of the right answer" + MEAN, Clue.of(thirds, right));
  }

  @Test
  void rightNumbersInWrongPlacesAreSeen() {
    rows("The numbers are right, and each is one place off", x -> turned(x, 1));
    rows("The numbers are right, and each is one place off", x -> turned(x, 2));
    rows("The numbers are right, their places are not", x -> Nd4j.reverse(x.dup()));
    INDArray square = right.getColumns(0, 1);
    assertEquals("Rows and columns are swapped", Clue.of(square.transpose(), square));
  }

  /** Each row begins some places later. */
  private static INDArray turned(INDArray rows, int places) {
    INDArray turned = rows.dup();
    for (int k = 0; k < 3; k++) {
      turned.putColumn((k + places) % 3, rows.getColumn(k));
    }
    return turned;
  }

  @Test
  void whatShouldSumToOneIsAddedUp() {
    shares("A row does not sum to 1", x -> x.mul(1.3));
    shares(
        "Each column sums to 1, and each row should",
        x -> Nd4j.createFromArray(new double[][] {{0.6, 0.2, 0.9}, {0.4, 0.8, 0.1}}));
    shares("", x -> Nd4j.createFromArray(new double[][] {{0.6, 0.1, 0.3}, {0.3, 0.3, 0.4}}));
  }

  @Test
  void whatARowOrAllHaveInCommonIsSaid() {
    rows(
        "Each row is the right one times a factor of its own: what is it divided by?",
        x -> x.divColumnVector(x.sum(true, 1)));
    rows("Each number is too large by 0.3", x -> x.add(0.3));
    rows("Each number is too small by 2.0", x -> x.sub(2));
    rows("It is the same number everywhere", x -> x.mul(0).add(2));
  }

  @Test
  void aNearAnswerIsCalledNear() {
    String near = "That is near: rounded too early, in steps too large, or in single precision?";
    rows(near, x -> x.putScalar(1, 2, 7.01));
    number(near, 1.00124, 1);
    number("", 1.2, 1);
  }

  @Test
  void whereNumbersThatAreNoneComeFromIsSaid() {
    rows(
        "NaN comes from 0 / 0, from infinity by infinity, from logarithms of negative numbers",
        x -> x.putScalar(0, 1, Double.NaN));
    number(
        "Infinity comes from exponentials of large numbers, from logarithms of 0, from divisions by 0",
        Double.NEGATIVE_INFINITY,
        3);
  }

  @Test
  void zeroIsNoClue() {
    number("", 1, 0);
    number("", -3, 0);
  }

  @Test
  void anAnswerOfAnotherKindHasNoClue() {
    rows("", x -> x.putScalar(0, 0, 9));
    number("", 3.3, 42);
  }
}
