package org.distill4j.loss;

import static org.distill4j.loss.SoftTargetLossTest.assertNear;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.distill4j.loss.FeatureLoss.Compared;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What holds for every loss, and for those that say so. */
class EveryLossTest {

  /** Value and gradient for what the teacher gives; losses of logits get labels beside it. */
  private interface Judge {
    Value value(INDArray teacher, INDArray student);
  }

  /**
   * A loss and what is known of it.
   *
   * @param maps whether it compares maps
   * @param perfect whether value and gradient are 0 where the student equals the teacher
   * @param shiftable whether a constant added to each example's output changes nothing
   */
  private record Subject(
      Object loss, Judge judge, boolean maps, boolean perfect, boolean shiftable) {

    static Subject logits(ResponseLoss loss, boolean perfect, boolean shiftable) {
      Judge judge = (teacher, z) -> loss.value(new Targets(labels(teacher), teacher), z);
      return new Subject(loss, judge, false, perfect, shiftable);
    }

    static Subject features(FeatureLoss loss) {
      return new Subject(loss, loss::value, loss.compares() == Compared.MAPS, true, false);
    }

    private static INDArray labels(INDArray teacher) {
      INDArray labels = Nd4j.zeros(teacher.dataType(), teacher.size(0), teacher.size(1));
      for (int i = 0; i < teacher.size(0); i++) {
        labels.putScalar(i, i % teacher.size(1), 1);
      }
      return labels;
    }

    /** A student's output of some examples; logits, features or maps of the given width. */
    INDArray output(long seed, int examples, int width) {
      INDArray rows = random(seed, examples, maps ? 6 * width : width);
      return maps ? rows.reshape('c', examples, width, 2, 3) : rows;
    }

    double worstError(INDArray teacher, INDArray student) {
      return loss instanceof ResponseLoss response
          ? GradientCheck.worstError(response, new Targets(labels(teacher), teacher), student)
          : GradientCheck.worstError((FeatureLoss) loss, teacher, student);
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
        Subject.logits(SoftTargetLoss.at(4).hard(0.1).soft(0.9), false, true),
        Subject.logits(SoftTargetLoss.at(4).hard(0).soft(1), true, true),
        Subject.logits(new CrossEntropyLoss(), false, true),
        Subject.logits(new LabelSmoothingLoss(0.1), false, true),
        Subject.logits(new LogitMatchingLoss(), true, false),
        Subject.logits(DecoupledLoss.at(4).label(1).other(8), true, true),
        Subject.logits(DecoupledLoss.at(1).label(2).other(0), true, true),
        Subject.logits(DistLoss.at(1), true, true),
        Subject.logits(DistLoss.at(4).examples(2).classes(0.5), true, true),
        Subject.logits(NormalizedLoss.at(1).other(1.5), false, true),
        Subject.logits(NormalizedLoss.at(4).other(0.5), false, true),
        Subject.logits(StandardizedLoss.at(2), true, true),
        Subject.logits(StandardizedLoss.at(2).unbiased(), true, true),
        Subject.logits(TeacherFreeLoss.at(20).confidence(0.99), false, true),
        Subject.logits(ReverseDivergenceLoss.at(4), true, true),
        Subject.logits(JensenShannonLoss.at(1), true, true),
        Subject.logits(JensenShannonLoss.at(4).beta(0.1), true, true),
        Subject.logits(JensenShannonLoss.at(1).beta(0.9), true, true),
        Subject.logits(new BrierLoss(), true, true),
        Subject.logits(new CrossEntropyLoss().plus(0.9, DistLoss.at(1)), false, true),
        Subject.features(new HintLoss().times(0.5)),
        Subject.features(RelationDistanceLoss.ofPaper().times(25)),
        Subject.features(RelationDistanceLoss.ofPositivePairs().times(25)),
        Subject.features(new RelationAngleLoss().times(50)),
        Subject.features(new SimilarityLoss().times(3_000)),
        Subject.features(AttentionLoss.meanOfSquares().times(1_000)),
        Subject.features(AttentionLoss.ofPaper().times(2)));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theGradientMatchesCentralDifferences(Subject subject) {
    assertGradient(subject, 4, 2);
    assertGradient(subject, 4, 5);
  }

  static Stream<Subject> lossesOfLogits() {
    return losses().stream().filter(subject -> subject.loss instanceof ResponseLoss);
  }

  /**
   * Along random directions, which takes two values of the loss where every entry takes hundreds.
   */
  @ParameterizedTest
  @MethodSource("lossesOfLogits")
  void theGradientOfAHundredClassesMatchesCentralDifferences(Subject subject) {
    INDArray targets = subject.output(1, 6, 100);
    INDArray output = subject.output(2, 6, 100);
    INDArray gradient = subject.judge.value(targets, output).gradient();
    for (int seed = 3; seed < 6; seed++) {
      INDArray nudge = random(seed, 6, 100).muli(1e-5);
      double above = sum(subject.judge.value(targets, output.add(nudge)).perExample());
      double below = sum(subject.judge.value(targets, output.sub(nudge)).perExample());
      double claim = 2 * sum(gradient.mul(nudge));
      assertEquals(claim, above - below, 1e-5 * Math.abs(claim) + 1e-11);
    }
  }

  private static double sum(INDArray array) {
    return array.sumNumber().doubleValue();
  }

  private static void assertGradient(Subject subject, int examples, int width) {
    INDArray targets = subject.output(1, examples, width);
    INDArray output = subject.output(2, examples, width);
    double error = subject.worstError(targets, output);
    assertTrue(error < 1e-6, () -> "error " + error + " for width " + width);
  }

  static Stream<Subject> perfectLosses() {
    return losses().stream().filter(Subject::perfect);
  }

  @ParameterizedTest
  @MethodSource("perfectLosses")
  void aPerfectStudentHasNeitherLossNorGradient(Subject subject) {
    INDArray teacher = subject.output(1, 4, 5);
    Value value = subject.judge.value(teacher, teacher.dup());
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
    Value value = subject.judge.value(teacher, output);
    Value shifted = subject.judge.value(teacher.sub(70), output.add(100));
    assertNear(value.perExample(), shifted.perExample(), 1e-9);
    assertNear(value.gradient(), shifted.gradient(), 1e-9);
  }

  @ParameterizedTest
  @MethodSource("losses")
  void argumentsAreUntouched(Subject subject) {
    for (DataType type : new DataType[] {DataType.DOUBLE, DataType.FLOAT}) {
      INDArray targets = subject.output(1, 4, 5).castTo(type);
      INDArray output = subject.output(2, 4, 5).castTo(type);
      INDArray targetsBefore = targets.dup();
      INDArray outputBefore = output.dup();
      subject.judge.value(targets, output);
      assertEquals(targetsBefore, targets);
      assertEquals(outputBefore, output);
    }
  }

  @ParameterizedTest
  @MethodSource("losses")
  void theResultHasTheTypeAndTheShapeOfTheOutput(Subject subject) {
    INDArray targets = subject.output(1, 4, 5);
    INDArray output = subject.output(2, 4, 5).castTo(DataType.FLOAT);
    Value single = subject.judge.value(targets, output);
    assertEquals(DataType.FLOAT, single.perExample().dataType());
    assertEquals(DataType.FLOAT, single.gradient().dataType());
    assertTrue(single.gradient().equalShapes(output));
    assertEquals(
        List.of(4L, 1L), List.of(single.perExample().size(0), single.perExample().size(1)));
    Value exact = subject.judge.value(targets, subject.output(2, 4, 5));
    assertEquals(exact.mean(), single.mean(), 1e-4 * Math.max(1, Math.abs(exact.mean())));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void anArrayInColumnOrderGivesTheSame(Subject subject) {
    INDArray targets = subject.output(1, 4, 5);
    INDArray output = subject.output(2, 4, 5);
    Value rows = subject.judge.value(targets, output);
    Value columns = subject.judge.value(targets.dup('f'), output.dup('f'));
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
    Value value = subject.judge.value(teacher.castTo(type), student.castTo(type));
    double sum = value.perExample().norm1Number().doubleValue();
    double slope = value.gradient().norm1Number().doubleValue();
    assertTrue(
        Double.isFinite(sum) && Double.isFinite(slope),
        () -> "loss " + sum + " and gradient " + slope + " for the teacher's " + teacher);
  }
}
