package org.distill4j.loss;

import static org.distill4j.loss.SoftTargetLossTest.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every loss, and for those that say so. */
class EveryLossTest {

  /** What a loss compares. */
  private enum Compares {
    LOGITS,
    ROWS,
    MAPS
  }

  /**
   * A loss and what is known of it.
   *
   * @param perfect whether value and gradient are 0 where the student equals the teacher
   * @param shiftable whether a constant added to each example's output changes nothing
   */
  private record Subject(BatchLoss loss, Compares compares, boolean perfect, boolean shiftable) {

    static Subject logits(BatchLoss loss, boolean perfect, boolean shiftable) {
      return new Subject(loss, Compares.LOGITS, perfect, shiftable);
    }

    /** A student's output of some examples; logits, features or maps of the given width. */
    INDArray output(long seed, int examples, int width) {
      INDArray rows = random(seed, examples, compares == Compares.MAPS ? 6 * width : width);
      return compares == Compares.MAPS ? rows.reshape('c', examples, width, 2, 3) : rows;
    }

    /** Targets for it: the teacher's output, beside labels where the loss compares logits. */
    INDArray targets(INDArray teacher) {
      if (compares != Compares.LOGITS) {
        return teacher;
      }
      INDArray labels = teacher.like();
      for (int i = 0; i < teacher.size(0); i++) {
        labels.putScalar(i, i % teacher.size(1), 1);
      }
      return SoftTargets.pack(labels, teacher);
    }

    @Override
    public String toString() {
      return loss.toString();
    }
  }

  private static INDArray random(long seed, int rows, int columns) {
    double[] numbers = new Random(seed).doubles((long) rows * columns, -3, 3).toArray();
    return Nd4j.createFromArray(numbers).reshape(rows, columns);
  }

  static List<Subject> losses() {
    return List.of(
        Subject.logits(new SoftTargetLoss(4, 0.1, 0.9), false, true),
        Subject.logits(new SoftTargetLoss(4, 0, 1), true, true),
        Subject.logits(new CrossEntropyLoss(), false, true),
        Subject.logits(new LabelSmoothingLoss(0.1), false, true),
        Subject.logits(new LogitMatchingLoss(), true, false),
        Subject.logits(new DecoupledLoss(4, 1, 8), true, true),
        Subject.logits(new DecoupledLoss(1, 2, 0), true, true),
        Subject.logits(new DistLoss(1, 1, 1), true, true),
        Subject.logits(new DistLoss(4, 2, 0.5), true, true),
        Subject.logits(new NormalizedLoss(1, 1.5), false, true),
        Subject.logits(new NormalizedLoss(4, 0.5), false, true),
        Subject.logits(new StandardizedLoss(2), true, true),
        Subject.logits(StandardizedLoss.unbiased(2), true, true),
        Subject.logits(new TeacherFreeLoss(20, 0.99), false, true),
        Subject.logits(new ReverseDivergenceLoss(4), true, true),
        Subject.logits(new BrierLoss(), true, true),
        Subject.logits(new CrossEntropyLoss().plus(0.9, new DistLoss(1, 1, 1)), false, true),
        new Subject(new HintLoss(0.5), Compares.ROWS, true, false),
        new Subject(new RelationDistanceLoss(25), Compares.ROWS, true, false),
        new Subject(new RelationDistanceLoss(25, true), Compares.ROWS, true, false),
        new Subject(new RelationAngleLoss(50), Compares.ROWS, true, false),
        new Subject(new SimilarityLoss(3_000), Compares.ROWS, true, false),
        new Subject(AttentionLoss.meanOfSquares(1_000), Compares.MAPS, true, false),
        new Subject(AttentionLoss.ofPaper(2), Compares.MAPS, true, false));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theGradientMatchesCentralDifferences(Subject subject) {
    assertGradient(subject, 4, 2);
    assertGradient(subject, 4, 5);
  }

  static Stream<Subject> lossesOfLogits() {
    return losses().stream().filter(subject -> subject.compares == Compares.LOGITS);
  }

  /**
   * Along random directions, which takes two values of the loss where every entry takes hundreds.
   */
  @ParameterizedTest
  @MethodSource("lossesOfLogits")
  void theGradientOfAHundredClassesMatchesCentralDifferences(Subject subject) {
    INDArray targets = subject.targets(subject.output(1, 6, 100));
    INDArray output = subject.output(2, 6, 100);
    INDArray gradient = subject.loss.value(targets, output).gradient();
    for (int seed = 3; seed < 6; seed++) {
      INDArray nudge = random(seed, 6, 100).muli(1e-5);
      double above = sum(subject.loss.value(targets, output.add(nudge)).perExample());
      double below = sum(subject.loss.value(targets, output.sub(nudge)).perExample());
      double claim = 2 * sum(gradient.mul(nudge));
      assertEquals(claim, above - below, 1e-5 * Math.abs(claim) + 1e-11);
    }
  }

  private static double sum(INDArray array) {
    return array.sumNumber().doubleValue();
  }

  private static void assertGradient(Subject subject, int examples, int width) {
    INDArray targets = subject.targets(subject.output(1, examples, width));
    INDArray output = subject.output(2, examples, width);
    double error = GradientCheck.worstError(subject.loss, targets, output);
    assertTrue(error < 1e-6, () -> "error " + error + " for width " + width);
  }

  static Stream<Subject> perfectLosses() {
    return losses().stream().filter(Subject::perfect);
  }

  @ParameterizedTest
  @MethodSource("perfectLosses")
  void aPerfectStudentHasNeitherLossNorGradient(Subject subject) {
    INDArray teacher = subject.output(1, 4, 5);
    Value value = subject.loss.value(subject.targets(teacher), teacher.dup());
    assertEquals(0, value.mean(), 1e-4); // a correlation leaves its epsilon
    assertEquals(0, value.gradient().amaxNumber().doubleValue(), 1e-4);
  }

  static Stream<Subject> shiftableLosses() {
    return losses().stream().filter(Subject::shiftable);
  }

  @ParameterizedTest
  @MethodSource("shiftableLosses")
  void aConstantAddedToTheLogitsChangesNothing(Subject subject) {
    INDArray teacher = subject.output(1, 4, 5);
    INDArray output = subject.output(2, 4, 5);
    Value value = subject.loss.value(subject.targets(teacher), output);
    Value shifted = subject.loss.value(subject.targets(teacher.sub(70)), output.add(100));
    assertNear(value.perExample(), shifted.perExample(), 1e-9);
    assertNear(value.gradient(), shifted.gradient(), 1e-9);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void argumentsAreUntouched(Subject subject) {
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      INDArray targets = subject.targets(subject.output(1, 4, 5)).castTo(type);
      INDArray output = subject.output(2, 4, 5).castTo(type);
      INDArray targetsBefore = targets.dup();
      INDArray outputBefore = output.dup();
      subject.loss.value(targets, output);
      assertEquals(targetsBefore, targets);
      assertEquals(outputBefore, output);
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theResultHasTheTypeAndTheShapeOfTheOutput(Subject subject) {
    INDArray targets = subject.targets(subject.output(1, 4, 5));
    INDArray output = subject.output(2, 4, 5).castTo(DataType.FLOAT);
    Value single = subject.loss.value(targets, output);
    assertEquals(DataType.FLOAT, single.perExample().dataType());
    assertEquals(DataType.FLOAT, single.gradient().dataType());
    assertTrue(single.gradient().equalShapes(output));
    assertEquals(
        List.of(4L, 1L), List.of(single.perExample().size(0), single.perExample().size(1)));
    Value exact = subject.loss.value(targets, subject.output(2, 4, 5));
    assertEquals(exact.mean(), single.mean(), 1e-4 * Math.max(1, Math.abs(exact.mean())));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void anArrayInColumnOrderGivesTheSame(Subject subject) {
    INDArray targets = subject.targets(subject.output(1, 4, 5));
    INDArray output = subject.output(2, 4, 5);
    Value rows = subject.loss.value(targets, output);
    Value columns = subject.loss.value(targets.dup('f'), output.dup('f'));
    assertNear(rows.perExample(), columns.perExample(), 1e-9);
    assertNear(rows.gradient(), columns.gradient(), 1e-9);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void everySizeOfNumberGivesFiniteResults(Subject subject) {
    for (int examples : new int[] {1, 4}) {
      for (int width : new int[] {2, 100}) {
        INDArray teacher = subject.output(1, examples, width);
        INDArray student = subject.output(2, examples, width);
        for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
          assertFinite(subject, teacher, student, type);
          assertFinite(subject, teacher.muli(1e3 / 3), student.muli(1e3 / 3), type);
          assertFinite(subject, sign(teacher).muli(1e3), sign(student).muli(-1e3), type);
          assertFinite(subject, teacher, student.like().addi(7), type);
          assertFinite(subject, teacher.like().addi(-7), student, type);
          assertFinite(subject, teacher.like(), student.like(), type);
        }
      }
    }
  }

  private static INDArray sign(INDArray array) {
    return array.gt(0).castTo(array.dataType()).muli(2).subi(1);
  }

  private static void assertFinite(
      Subject subject, INDArray teacher, INDArray student, DataType type) {
    Value value = subject.loss.value(subject.targets(teacher).castTo(type), student.castTo(type));
    double sum = value.perExample().norm1Number().doubleValue();
    double slope = value.gradient().norm1Number().doubleValue();
    assertTrue(
        Double.isFinite(sum) && Double.isFinite(slope),
        () -> "loss " + sum + " and gradient " + slope + " for the teacher's " + teacher);
  }
}
