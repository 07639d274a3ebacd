package org.distill4j.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import jdk.jshell.spi.SPIResolutionException;
import org.distill4j.Printed;
import org.distill4j.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class CheckTest {

  private final List<String> lines = new ArrayList<>();
  private final Check check = new Check("2.1", lines::add);
  private final INDArray right = Nd4j.createFromArray(new double[][] {{1, 2, 3}, {4, 5, 6}});

  @Test
  void eachClaimIsALine() {
    check.close("one", () -> 1, 1, 0).that("two", () -> true).shape("three", () -> right, 2, 3);
    assertEquals(List.of("2.1 ok: one", "2.1 ok: two", "2.1 ok: three"), lines);
    check.orThrow();
  }

  @Test
  void aWrongNumberIsSaidBesideTheRightOne() {
    check.close("sum", () -> 2.5, 3, 0.4);
    assertEquals(List.of("2.1 WRONG: sum: found 2.5, expected 3.0"), lines);
  }

  @Test
  void sixDigitsAreSaidUnlessMoreAreNeeded() {
    check.close("far", () -> 1 / 3.0, Math.PI, 0.1).close("near", () -> 1.0000001, 1, 1e-9);
    assertEquals(
        List.of(
            "2.1 WRONG: far: found 0.333333, expected 3.14159",
            "2.1 WRONG: near: found 1.0000001, expected 1.0."
                + " That is near: rounded too early, in steps too large, or in single precision?"),
        lines);
  }

  @Test
  void theToleranceItselfIsWithinTheTolerance() {
    check.close("sum", () -> 2.5, 3, 0.5).close("sum", () -> 3.5, 3, 0.5).orThrow();
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNotFiniteIsNeverRight(double answer) {
    check.close("sum", () -> answer, 3, Double.MAX_VALUE);
    check.close("row", () -> right.dup().putScalar(1, 2, answer), right, Double.MAX_VALUE);
    String sum = "2.1 WRONG: sum: found %s, expected 3.0. ".formatted(answer);
    String row =
        "2.1 WRONG: row: 1 of 6 numbers are off, [1, 2] the most: found %s, expected 6.0. "
            .formatted(answer);
    assertTrue(lines.get(0).startsWith(sum), lines.get(0));
    assertTrue(lines.get(1).startsWith(row), lines.get(1));
  }

  @Test
  void theWorstEntryOfAnArrayIsSaid() {
    check.close("rows", () -> right.add(0.1).putScalar(1, 0, 7), right, 1e-9);
    assertEquals(
        List.of(
            "2.1 WRONG: rows: 6 of 6 numbers are off, [1, 0] the most: found 7.0, expected 4.0"),
        lines);
  }

  @Test
  void entriesAreComparedByPlaceWhateverTheOrderInMemory() {
    check.close("rows", () -> right.dup('f'), right, 0).orThrow();
    check.close("rows", () -> right.transpose().dup().transpose(), right, 0).orThrow();
  }

  @Test
  void anotherShapeOfTheSameNumbersIsWrong() {
    check.close("rows", () -> right.reshape(1, 6), right, 1e-9);
    assertEquals(List.of("2.1 WRONG: rows: found shape [1, 6], expected [2, 3]"), lines);
  }

  @Test
  void nullIsWrong() {
    check.close("rows", () -> null, right, 1).shape("rows", () -> null, 2, 3);
    assertEquals("2.1 WRONG: rows: found null, expected shape [2, 3]", lines.get(0));
    assertEquals(lines.get(0), lines.get(1));
  }

  @Test
  void whatIsNotTrueIsWrong() {
    check.that("rows sum to 1", () -> false);
    assertEquals(List.of("2.1 WRONG: rows sum to 1: found false, expected true"), lines);
  }

  @Test
  void aNumberOnItsLimitIsRight() {
    check.atMost("errors", () -> 9, 9).atLeast("share", () -> 0.7, 0.7).orThrow();
    check.atMost("errors", () -> -1e300, 9).atLeast("share", () -> 1e300, 0.7).orThrow();
    assertEquals("2.1 ok: errors", lines.get(0));
  }

  @Test
  void aNumberBeyondItsLimitIsSaidBesideTheLimit() {
    check
        .atMost("errors", () -> 9.25, 9)
        .atLeast("share", () -> 1 / 3.0, 0.7)
        .atMost("errors", () -> 9.0000001, 9);
    assertEquals(
        List.of(
            "2.1 WRONG: errors: found 9.25, expected at most 9.0",
            "2.1 WRONG: share: found 0.333333, expected at least 0.7",
            "2.1 WRONG: errors: found 9.0000001, expected at most 9.0"),
        lines);
  }

  @Test
  void noLimitIsMetByWhatIsNoNumberOrByTheEmptySolution() {
    check
        .atMost("errors", () -> Double.NaN, Double.MAX_VALUE)
        .atLeast("share", () -> Double.NaN, -Double.MAX_VALUE)
        .atMost("empty", CheckTest::emptySolution, 1);
    assertEquals(
        List.of(
            "2.1 WRONG: errors: found NaN, expected at most 1.79769E308",
            "2.1 WRONG: share: found NaN, expected at least -1.79769E308",
            "2.1 not yet: empty"),
        lines);
  }

  @Test
  void refusesALimitThatIsNone() {
    Refused.argument(
        "limit must be a number, but was NaN", () -> check.atMost("a", () -> 1, Double.NaN));
    Refused.argument(
        "limit must be a number, but was NaN", () -> check.atLeast("a", () -> 1, Double.NaN));
    assertEquals(List.of(), lines);
  }

  @Test
  void theEmptySolutionIsNotYetAnswered() {
    check
        .close("a", CheckTest::emptySolution, 1, 0)
        .that("b", () -> emptySolution() > 0)
        .throwsError("c", UnsupportedOperationException.class, CheckTest::emptySolution);
    assertEquals(List.of("2.1 not yet: a", "2.1 not yet: b", "2.1 not yet: c"), lines);
    assertEquals("2.1: 0 of 3 claims are right", check.toString());
    assertThrows(AssertionError.class, check::orThrow);
  }

  @Test
  void theSameExceptionFromOtherCodeIsNotTheEmptySolution() {
    check.that("grows", () -> List.of(1).add(2));
    assertEquals(List.of("2.1 WRONG: grows: it stopped with UnsupportedOperationException"), lines);
  }

  @Test
  void anAnswerThatThrowsIsWrongAndTheNextClaimIsJudged() {
    check
        .close("number", () -> Integer.parseInt("x\ny"), 1, 0)
        .that("assertion", CheckTest::failedAssertion)
        .that("recursion", CheckTest::endless)
        .that("next", () -> true);
    assertEquals(
        List.of(
            "2.1 WRONG: number: it stopped with NumberFormatException: For input string: \"x",
            "2.1 WRONG: assertion: it stopped with AssertionError: no",
            "2.1 WRONG: recursion: it stopped with StackOverflowError",
            "2.1 ok: next"),
        lines);
  }

  @Test
  void aNameThatNoCellHasDeclaredIsLeftToTheKernel() {
    SPIResolutionException undeclared = new SPIResolutionException(1);
    assertThrows(SPIResolutionException.class, () -> check.that("a", () -> fail(undeclared)));
  }

  @Test
  void aRefusalMustBeOfTheTypeAndSayTheWords() {
    Class<IllegalArgumentException> type = IllegalArgumentException.class;
    check
        .throwsError(
            "T", type, () -> refuse("Temperature must be > 0, was -1"), "temperature", "-1")
        .throwsError("T", type, () -> refuse("no"), "temperature", "-1")
        .throwsError("T", type, () -> refuse(null), "no")
        .throwsError("T", type, () -> {})
        .throwsError("T", type, () -> fail(new IllegalStateException("closed")));
    assertEquals(
        List.of(
            "2.1 ok: T",
            "2.1 WRONG: T: found IllegalArgumentException: no,"
                + " expected a message with [temperature, -1]",
            "2.1 WRONG: T: found IllegalArgumentException, expected a message with [no]",
            "2.1 WRONG: T: nothing was thrown, expected IllegalArgumentException",
            "2.1 WRONG: T: found IllegalStateException: closed, expected IllegalArgumentException"),
        lines);
  }

  @Test
  void anAnswerThatChangesWhatItWasGivenIsWrongAndTheArrayIsPutBack() {
    INDArray given = right.dup();
    check
        .keeps("v", given)
        .close("shifted", () -> given.subi(1), right.sub(1), 0)
        .close("as it was", () -> given, right, 0)
        .close("not in place", () -> given.sub(1), right.sub(1), 0);
    assertEquals(
        List.of(
            "2.1 WRONG: shifted: you changed v: add and sub leave it alone, addi and subi do not",
            "2.1 ok: as it was",
            "2.1 ok: not in place"),
        lines);
    assertEquals(right, given);
  }

  @Test
  void anArrayIsPutBackAfterAnAnswerThatThrowsOrHoldsNaN() {
    INDArray given = Nd4j.createFromArray(Double.NaN, 2);
    INDArray other = right.dup();
    check
        .keeps("v", given)
        .keeps("y", other)
        .that("throws", () -> given.addi(1).isEmpty() || failedAssertion())
        .that("both", () -> !given.assign(0).isEmpty() && !other.muli(2).isEmpty())
        .that("neither", () -> true);
    assertEquals(
        List.of(
            "2.1 WRONG: throws: you changed v: add and sub leave it alone, addi and subi do not",
            "2.1 WRONG: both: you changed v: add and sub leave it alone, addi and subi do not;"
                + " you changed y: add and sub leave it alone, addi and subi do not",
            "2.1 ok: neither"),
        lines);
    assertEquals(2, given.getDouble(1));
    assertEquals(right, other);
  }

  @Test
  void theSameAnswerToAnotherQuestionIsSaid() {
    check
        .close("of 2", () -> 7, 7, 0)
        .close("of 3", () -> 7, 8, 0)
        .close("of 4", () -> 9, 10, 0)
        .close("of 2 again", () -> 7, 7, 0);
    assertEquals(
        List.of(
            "2.1 ok: of 2",
            "2.1 WRONG: of 3: found 7.0, expected 8.0."
                + " The same came out for 'of 2': does it depend on what it is given?",
            "2.1 WRONG: of 4: found 9.0, expected 10.0",
            "2.1 ok: of 2 again"),
        lines);
  }

  @Test
  void aKnownMistakeIsNamedAndNothingElse() {
    Mistakes mistakes = Mistakes.none().and("the half is missing", 14);
    check.close("of 2", () -> 14, 14, 1e-9).close("of 3", () -> 14, 7, 1e-9, mistakes);
    assertEquals(
        "2.1 WRONG: of 3: found 14.0, expected 7.0. That is what comes out if the half is missing",
        lines.get(1));
  }

  @Test
  void aMistakeIsKnownHoweverLargeItsAnswer() {
    Mistakes mistakes = Mistakes.none().and("the root is left out", 1e26);
    check.close("of 2", () -> 1e26 * (1 + 1e-14), 7, 1e-9, mistakes);
    assertEquals(
        "2.1 WRONG: of 2: found 1.0E26, expected 7.0. That is what comes out if the root is left out",
        lines.get(0));
  }

  @Test
  void ofACountNoFactorIsTold() {
    check.close("digit", () -> 4, 8, 0).close("mass", () -> 4, 8, 1e-9);
    assertEquals(
        List.of(
            "2.1 WRONG: digit: found 4.0, expected 8.0",
            "2.1 WRONG: mass: found 4.0, expected 8.0. It is 1/2 of the right answer:"
                + " a mean, and not a sum, or a factor too few?"),
        lines);
  }

  @Test
  void aWrongShapeIsExplained() {
    check
        .shape("lost", () -> right.sum(1), 2, 1)
        .shape("all", () -> right.sum(), 2, 1)
        .shape("columns", () -> right.sum(true, 0), 2, 1)
        .shape("turned", () -> right.transpose(), 2, 3)
        .shape("other", () -> right, 4, 3);
    assertEquals(
        List.of(
            "2.1 WRONG: lost: found shape [2], expected [2, 1]."
                + " A dimension is lost: sum(true, 1) keeps it, and sum(1) does not",
            "2.1 WRONG: all: found shape [], expected [2, 1]."
                + " It is one number: sum() adds up everything, sum(true, 1) each row",
            "2.1 WRONG: columns: found shape [1, 3], expected [2, 1]."
                + " Rows and columns are swapped: dimension 1 runs along a row",
            "2.1 WRONG: turned: found shape [3, 2], expected [2, 3]."
                + " Rows and columns are swapped: dimension 1 runs along a row",
            "2.1 WRONG: other: found shape [2, 3], expected [4, 3]"),
        lines);
  }

  @Test
  void orThrowSaysWhatIsNotRight() {
    check.that("a", () -> true).that("b", () -> false).that("c", () -> emptySolution() > 0);
    assertEquals(
        "2.1: 1 of 3 claims are right; WRONG: b: found false, expected true; not yet: c",
        assertThrows(AssertionError.class, check::orThrow).getMessage());
  }

  @Test
  void aCheckWithoutClaimsCannotPass() {
    Refused.state("the check of 2.1 claims nothing", check::orThrow);
  }

  @Test
  void refusesAToleranceAndAnExpectationThatAreNone() {
    Refused.argument(
        "tolerance must be 0 or more and finite, but was NaN",
        () -> check.close("a", () -> 1, 1, Double.NaN));
    Refused.argument(
        "the expected answer must be finite, but is not",
        () -> check.close("a", () -> 1, Double.NaN, 1));
    assertEquals(List.of(), lines);
  }

  @Test
  void aCheckOfTheCoursePrintsIndentedLines() {
    String printed = Printed.by(() -> Check.of("1.2").that("it is so", () -> true).orThrow());
    assertEquals("  1.2 ok: it is so", printed.stripTrailing());
  }

  private static double emptySolution() {
    throw new UnsupportedOperationException("YOUR CODE HERE");
  }

  private static void refuse(String message) {
    throw new IllegalArgumentException(message);
  }

  private static boolean fail(RuntimeException e) {
    throw e;
  }

  private static boolean failedAssertion() {
    throw new AssertionError("no");
  }

  @SuppressWarnings("InfiniteRecursion")
  private static boolean endless() {
    return endless();
  }
}
