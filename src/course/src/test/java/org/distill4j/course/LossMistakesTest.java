package org.distill4j.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.distill4j.Refused;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.Targets;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Wrong distillation losses and gradients, written as learners write them. */
class LossMistakesTest {

  private static final double T = 3;
  private static final double HARD = 0.2;
  private static final double SOFT = 0.7;

  private final INDArray v = WorkedExample.teacher();
  private final INDArray z = WorkedExample.student();
  private final INDArray y = WorkedExample.labels();
  private final Targets targets = new Targets(y, v);
  private final SoftTargetLoss loss = SoftTargetLoss.at(T).hard(HARD).soft(SOFT);

  private final INDArray p = softmax(v, T);
  private final INDArray q = softmax(z, T);
  private final INDArray q1 = softmax(z, 1);
  private final INDArray ce = crossEntropy(y, q1);
  private final INDArray kl = divergence(p, q);

  private record Wrong(String mistake, INDArray answer) {}

  @TestFactory
  Stream<DynamicTest> everyMistakeInTheLossIsRecognisedAndTakenForNoOther() {
    INDArray e = Transforms.exp(v.div(T));
    INDArray f = Transforms.exp(z.div(T));
    INDArray nan = Transforms.log(v);
    return tests(
        Mistakes.ofLoss(loss, targets, z),
        new Expected(loss.value(targets, z).perExample(), 1e-9),
        wrong("the factor T squared is missing", sum(ce, HARD, kl, SOFT)),
        wrong("a factor T is missing: once is not enough", sum(ce, HARD, kl, SOFT * T)),
        wrong("there is one factor T too many", sum(ce, HARD, kl, SOFT * T * T * T)),
        wrong(
            "the soft part is a mean over the classes, not a sum",
            sum(ce, HARD, meanOfTerms(p, q), SOFT * T * T)),
        wrong(
            "T squared is missing and the soft part is a mean over the classes",
            sum(ce, HARD, meanOfTerms(p, q), SOFT)),
        wrong("all is divided by the number of classes", sum(ce, HARD / 4, kl, SOFT * T * T / 4)),
        wrong("the hard and the soft weight are swapped", sum(ce, SOFT, kl, HARD * T * T)),
        wrong("the hard part is left out", kl.mul(SOFT * T * T)),
        wrong("the soft part is left out", ce.mul(HARD)),
        wrong("both weights are left out", sum(ce, 1, kl, T * T)),
        wrong("the hard part is softened, too", sum(crossEntropy(y, q), HARD, kl, SOFT * T * T)),
        wrong("KL is the wrong way round", soft(divergence(q, p))),
        wrong("only the teacher is softened", soft(divergence(p, q1))),
        wrong("only the student is softened", soft(divergence(softmax(v, 1), q))),
        wrong("neither softmax has the temperature", soft(divergence(softmax(v, 1), q1))),
        wrong(
            "each column is made to sum to 1, not each row",
            soft(divergence(e.divRowVector(e.sum(0)), f.divRowVector(f.sum(0))))),
        wrong("the soft targets do not sum to 1", soft(divergence(e, q))),
        wrong("neither softmax is divided by its sum", soft(divergence(e, f))),
        wrong(
            "the teacher's probabilities are taken for logits",
            soft(divergence(softmax(softmax(v, 1), T), q))),
        wrong(
            "the teacher's logits are taken for probabilities",
            soft(v.mul(nan.sub(Transforms.log(q))).sum(true, 1))),
        wrong("the teacher's logits are taken for probabilities", soft(crossEntropy(v, q))),
        wrong(
            "the soft part is the cross-entropy: KL is that minus the teacher's entropy",
            soft(crossEntropy(p, q))));
  }

  @TestFactory
  Stream<DynamicTest> everyMistakeInTheGradientIsRecognisedAndTakenForNoOther() {
    INDArray hard = q1.sub(y);
    INDArray soft = q.sub(p);
    INDArray e = Transforms.exp(v.div(T));
    INDArray f = Transforms.exp(z.div(T));
    INDArray ratio = Transforms.log(q).sub(Transforms.log(p));
    INDArray reversed = q.mul(ratio.subColumnVector(divergence(q, p)));
    INDArray right = sum(hard, HARD, soft, SOFT * T);
    return tests(
        Mistakes.ofGradient(loss, targets, z),
        new Expected(loss.value(targets, z).gradient(), 1e-9),
        wrong("the factor T squared is missing", sum(hard, HARD, soft, SOFT / T)),
        wrong("a factor T is missing: once is not enough", sum(hard, HARD, soft, SOFT)),
        wrong("there is one factor T too many", sum(hard, HARD, soft, SOFT * T * T)),
        wrong(
            "the soft part is a mean over the classes, not a sum",
            sum(hard, HARD, soft, SOFT * T / 4)),
        wrong(
            "T squared is missing and the soft part is a mean over the classes",
            sum(hard, HARD, soft, SOFT / T / 4)),
        wrong("all is divided by the number of classes", right.div(4)),
        wrong("it is the gradient of the mean, not of the sum", right.div(3)),
        wrong("its sign is turned: it is the student minus the target", right.neg()),
        wrong("the hard and the soft weight are swapped", sum(hard, SOFT, soft, HARD * T)),
        wrong("the hard part is left out", soft.mul(SOFT * T)),
        wrong("the soft part is left out", hard.mul(HARD)),
        wrong("both weights are left out", sum(hard, 1, soft, T)),
        wrong("the hard part is softened, too", sum(q.sub(y), HARD, soft, SOFT * T)),
        wrong("KL is the wrong way round", sum(hard, HARD, reversed, SOFT * T)),
        wrong("only the teacher is softened", sum(hard, HARD, q1.sub(p), SOFT * T)),
        wrong("only the student is softened", sum(hard, HARD, q.sub(softmax(v, 1)), SOFT * T)),
        wrong("the soft targets do not sum to 1", sum(hard, HARD, q.sub(e), SOFT * T)),
        wrong("neither softmax is divided by its sum", sum(hard, HARD, f.sub(e), SOFT * T)),
        wrong(
            "neither softmax has the temperature",
            sum(hard, HARD, q1.sub(softmax(v, 1)), SOFT * T)),
        wrong(
            "each column is made to sum to 1, not each row",
            sum(hard, HARD, f.divRowVector(f.sum(0)).sub(e.divRowVector(e.sum(0))), SOFT * T)),
        wrong(
            "the teacher's probabilities are taken for logits",
            sum(hard, HARD, q.sub(softmax(softmax(v, 1), T)), SOFT * T)),
        wrong(
            "the teacher's logits are taken for probabilities",
            sum(hard, HARD, q.sub(v), SOFT * T)));
  }

  @TestFactory
  Stream<DynamicTest> meansOverTheBatchAreRecognisedToo() {
    return tests(
        Mistakes.ofMeanLoss(loss, targets, z),
        new Expected(Nd4j.scalar(loss.value(targets, z).mean()), 1e-9),
        wrong("the factor T squared is missing", Nd4j.scalar(mean(sum(ce, HARD, kl, SOFT)))),
        wrong(
            "the losses are added up, and not divided by their number",
            Nd4j.scalar(3 * mean(soft(kl)))));
  }

  @Test
  void overflowIsRecognised() {
    INDArray large = v.add(4).mul(1000); // positive, so that their logarithms are numbers
    Targets overflowing = new Targets(y, large);
    Expected expected = new Expected(loss.value(overflowing, z).perExample(), 1e-9);
    INDArray answer = soft(divergence(softmax(large, T), q));
    assertEquals(
        List.of("an exponential overflows: subtract the largest logit of each row first"),
        Mistakes.ofLoss(loss, overflowing, z).leadingTo(answer, expected).toList());
  }

  @Test
  void theRightLossAndAnUnknownMistakeAreNotExplained() {
    Expected expected = new Expected(loss.value(targets, z).perExample(), 1e-9);
    Mistakes mistakes = Mistakes.ofLoss(loss, targets, z);
    assertEquals("", expected.problemOf(soft(kl), "", mistakes));
    String problem = expected.problemOf(soft(kl).add(0.01), "", mistakes);
    assertTrue(problem.startsWith("3 of 3 numbers are off"), problem);
    assertTrue(!problem.contains("That is what comes out"), problem);
  }

  @Test
  void whatTwoMistakesExplainIsSaidOfBoth() {
    SoftTargetLoss hot =
        SoftTargetLoss.at(2).hard(HARD).soft(SOFT); // T squared is the number of classes
    INDArray answer = sum(ce, HARD, divergence(softmax(v, 2), softmax(z, 2)), SOFT);
    Expected right = new Expected(Nd4j.scalar(hot.value(targets, z).mean()), 1e-9);
    String problem =
        right.problemOf(Nd4j.scalar(mean(answer)), "", Mistakes.ofMeanLoss(hot, targets, z));
    assertEquals(
        "That is what comes out if the factor T squared is missing,"
            + " or if the soft part is a mean over the classes, not a sum",
        problem.split("\\. ", 2)[1]);
  }

  @Test
  void aMistakeOfOnesOwnIsRecognised() {
    Mistakes mine = Mistakes.none().and("you forgot the half", 2.0);
    Expected one = new Expected(Nd4j.scalar(1.0), 1e-9);
    assertEquals(List.of("you forgot the half"), mine.leadingTo(Nd4j.scalar(2.0), one).toList());
    assertEquals(List.of(), mine.leadingTo(Nd4j.scalar(3.0), one).toList());
  }

  @Test
  void aMistakeWithinReachOfTheRightAnswerIsNotNamed() {
    Mistakes mine = Mistakes.none().and("you forgot the half", 1.15);
    Expected one = new Expected(Nd4j.scalar(1.0), 0.1);
    assertEquals(List.of(), mine.leadingTo(Nd4j.scalar(1.12), one).toList());
  }

  @Test
  void refusesTargetsThatDoNotFit() {
    Refused.argument(
        "targets must have the shape of the student's logits, [2, 4], but have [3, 4]",
        () -> Mistakes.ofGradient(loss, targets, z.getRows(0, 1)));
  }

  private static Stream<DynamicTest> tests(Mistakes mistakes, Expected right, Wrong... all) {
    return Stream.of(all)
        .map(
            wrong ->
                DynamicTest.dynamicTest(
                    wrong.mistake,
                    () ->
                        assertEquals(
                            List.of(wrong.mistake),
                            mistakes.leadingTo(wrong.answer, right).distinct().toList())));
  }

  private static Wrong wrong(String mistake, INDArray answer) {
    return new Wrong(mistake, answer);
  }

  private INDArray soft(INDArray softPart) {
    return sum(ce, HARD, softPart, SOFT * T * T);
  }

  private static INDArray sum(INDArray hard, double hardScale, INDArray soft, double softScale) {
    return hard.mul(hardScale).add(soft.mul(softScale));
  }

  private static double mean(INDArray perExample) {
    return perExample.meanNumber().doubleValue();
  }

  private static INDArray crossEntropy(INDArray target, INDArray q) {
    return target.mul(Transforms.log(q)).sum(true, 1).neg();
  }

  private static INDArray divergence(INDArray p, INDArray q) {
    return p.mul(Transforms.log(p).sub(Transforms.log(q))).sum(true, 1);
  }

  private static INDArray meanOfTerms(INDArray p, INDArray q) {
    return p.mul(Transforms.log(p).sub(Transforms.log(q))).mean(true, 1);
  }

  private static INDArray softmax(INDArray v, double T) {
    INDArray e = Transforms.exp(v.div(T));
    return e.divColumnVector(e.sum(true, 1));
  }
}
