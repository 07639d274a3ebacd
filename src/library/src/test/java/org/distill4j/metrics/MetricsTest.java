package org.distill4j.metrics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.model.network.Classifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class MetricsTest {

  /** Logits of these probabilities: 0.85 0.15, 0.5 0.5, 0.3 0.7, 0.75 0.25. */
  private static final INDArray LOGITS =
      Nd4j.create(
          new double[][] {
            {Math.log(0.85), Math.log(0.15)},
            {0, 0},
            {Math.log(0.3) + 5, Math.log(0.7) + 5},
            {Math.log(0.75), Math.log(0.25)}
          });

  private final Metrics metrics = Metrics.of(LOGITS, 0, 1, 1, 1);

  @Test
  void errorsAreCountedAndTiesGoToTheFirstClass() {
    assertEquals(4, metrics.examples());
    assertEquals(2, metrics.errors());
    assertEquals(0.5, metrics.accuracy());
    assertArrayEquals(new int[] {0, 2}, metrics.errorsByClass());
    assertArrayEquals(new int[][] {{1, 0}, {2, 1}}, metrics.confusion());
  }

  @Test
  void likelihoodAndBrierScoreAreThoseOfAHandComputation() {
    double nll = -(Math.log(0.85) + Math.log(0.5) + Math.log(0.7) + Math.log(0.25)) / 4;
    assertEquals(nll, metrics.nll(), 1e-15);
    double brier = 2 * (0.15 * 0.15 + 0.5 * 0.5 + 0.3 * 0.3 + 0.75 * 0.75) / 4;
    assertEquals(brier, metrics.brier(), 1e-15);
  }

  @Test
  void confidencesFallIntoFifteenBinsThatExcludeTheirLowerEnd() {
    List<ReliabilityBin> bins = metrics.bins();
    assertEquals(4, bins.size());
    assertBin(7, 1, 0, 0.5, bins.get(0));
    assertBin(10, 1, 1, 0.7, bins.get(1));
    assertBin(11, 1, 0, 0.75, bins.get(2));
    assertBin(12, 1, 1, 0.85, bins.get(3));
  }

  private static void assertBin(
      int number, int examples, double accuracy, double confidence, ReliabilityBin bin) {
    assertEquals(number / 15.0, bin.from());
    assertEquals((number + 1) / 15.0, bin.to());
    assertEquals(examples, bin.examples());
    assertEquals(accuracy, bin.accuracy());
    assertEquals(confidence, bin.confidence(), 1e-15);
    assertEquals(Math.abs(accuracy - confidence), bin.gap(), 1e-15);
  }

  @Test
  void theCalibrationErrorIsTheMeanGap() {
    assertEquals((0.5 + 0.3 + 0.75 + 0.15) / 4, metrics.ece(), 1e-15);
  }

  @Test
  void fidelityCountsAgreementRightOrWrong() {
    INDArray other = Nd4j.create(new double[][] {{1, 0}, {0, 1}, {1, 0}, {1, 0}});
    Metrics teacher = Metrics.of(other, 0, 1, 1, 1);
    assertEquals(0.5, metrics.fidelityTo(teacher));
    assertEquals(1, metrics.fidelityTo(metrics));
  }

  @Test
  void theDivergenceGoesFromTheTeacher() {
    Metrics teacher = Metrics.of(Nd4j.create(new double[][] {{Math.log(0.9), Math.log(0.1)}}), 0);
    Metrics student = Metrics.of(Nd4j.create(new double[][] {{0, 0}}), 0);
    double expected = 0.9 * Math.log(0.9 / 0.5) + 0.1 * Math.log(0.1 / 0.5);
    assertEquals(expected, student.divergenceFrom(teacher), 1e-15);
    assertEquals(0, student.divergenceFrom(student));
  }

  @Test
  void enormousLogitsGiveFiniteRightNumbers() {
    Metrics sure = Metrics.of(Nd4j.create(new double[][] {{1e3, -1e3}, {-1e3, 1e3}}), 0, 0);
    assertEquals(1_000, sure.nll(), 1e-12);
    assertEquals(1, sure.brier(), 1e-12);
    assertEquals(0.5, sure.ece(), 1e-12);
  }

  @Test
  void theModelRunsOnceOnEveryExampleInChunks() {
    int n = 2_345;
    INDArray features = Nd4j.arange(n).reshape(n, 1);
    int[] labels = IntStream.range(0, n).map(i -> i % 2).toArray();
    List<Long> chunks = new ArrayList<>();
    Classifier parity =
        x -> {
          chunks.add(x.size(0));
          INDArray odd = x.fmod(2);
          return Nd4j.hstack(odd.rsub(1), odd);
        };
    Metrics all = Metrics.of(parity, Dataset.of(features, labels, List.of("even", "odd")));
    assertEquals(List.of(1_000L, 1_000L, 345L), chunks);
    assertEquals(0, all.errors());
    assertEquals(n, all.examples());
  }

  @Test
  void aClassifierThatReturnsItsFeaturesIsSafe() {
    Dataset set = Dataset.of(LOGITS, new int[] {0, 1, 1, 1}, List.of("a", "b"));
    assertEquals(metrics.nll(), Metrics.of(x -> x, set).nll());
  }

  @Test
  void itShowsItselfInOneLine() {
    assertEquals(
        "2 errors of 4 (accuracy 50.00 %), NLL 0.6497, Brier 0.4625, ECE 0.4250",
        metrics.toString());
  }

  @Test
  void refusesLabelsThatDoNotFit() {
    assertRefused(
        "logits must be a matrix with one row for each label, but have shape [4, 2] for 3 labels",
        () -> Metrics.of(LOGITS, 0, 1, 1));
    assertRefused("labels must be from 0 to 1, but one is 2", () -> Metrics.of(LOGITS, 0, 1, 2, 1));
  }

  @Test
  void refusesLogitsThatAreNotFinite() {
    assertRefused(
        "logits must be finite, but those of an example are [NaN, 1.0]",
        () -> Metrics.of(Nd4j.create(new double[][] {{0.0 / 0.0, 1}}), 0));
    assertRefused(
        "logits must be finite, but those of an example are [1.0, -Infinity]",
        () -> Metrics.of(Nd4j.create(new double[][] {{1, -1 / 0.0}}), 0));
  }

  @Test
  void refusesLogitsOfOtherClasses() {
    Dataset set = Dataset.of(LOGITS, new int[] {0, 1, 1, 1}, List.of("a", "b", "c"));
    assertRefused(
        "the logits of 4 examples must be [4, 3], one for each class, but are [4, 2]",
        () -> Metrics.of(x -> x, set));
  }

  @Test
  void refusesATeacherMeasuredElsewhere() {
    assertRefused(
        "the teacher must be measured on the same 4 examples of 2 classes, but was on 2 of 2",
        () -> metrics.fidelityTo(Metrics.of(LOGITS.getRows(0, 1), 0, 1)));
  }

  private static void assertRefused(String text, Executable call) {
    assertEquals(text, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
