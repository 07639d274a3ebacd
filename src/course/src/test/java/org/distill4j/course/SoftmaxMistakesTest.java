package org.distill4j.course;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Wrong implementations of the softmax, written as learners write them. */
class SoftmaxMistakesTest {

  private static final double T = 4;

  private final INDArray v = WorkedExample.teacher();

  /** Each wrong softmax is told what is wrong with it, and nothing else. */
  @TestFactory
  Stream<DynamicTest> everyMistakeIsRecognisedAndTakenForNoOther() {
    INDArray e = Transforms.exp(v.div(T));
    Map<String, Supplier<INDArray>> wrong =
        Map.of(
            "the temperature is left out", () -> softmax(v, 1),
            "the logits are multiplied by the temperature", () -> softmax(v, 1 / T),
            "the probabilities are divided by the temperature", () -> softmax(v, 1).div(T),
            "the temperature is applied twice", () -> softmax(v.div(T), T),
            "probabilities are taken for logits: the softmax is applied twice",
                () -> softmax(softmax(v, 1), T),
            "logits are taken for probabilities: there is no softmax", () -> v,
            "the logarithm of the softmax is taken", () -> Transforms.log(softmax(v, T)),
            "each column is made to sum to 1, not each row", () -> e.divRowVector(e.sum(0)),
            "the whole matrix is made to sum to 1, not each row", () -> e.div(e.sumNumber()),
            "the division by the sum is left out: no row sums to 1", () -> e);
    return wrong.entrySet().stream()
        .map(
            each ->
                DynamicTest.dynamicTest(
                    each.getKey(),
                    () -> assertEquals(List.of(each.getKey()), named(each.getValue().get(), v))));
  }

  @Test
  void dividingByTheLargestLogitIsRecognised() {
    INDArray divided = v.div(Nd4j.createFromArray(new double[][] {{4}, {3}, {5}}).repeat(1, 4));
    assertEquals(
        List.of("the logits are divided by the largest, which must be subtracted"),
        named(softmax(divided, T), v));
  }

  @Test
  void overflowIsRecognised() {
    INDArray large = v.mul(1000);
    INDArray answer = softmax(large, T);
    assertEquals(
        List.of("an exponential overflows: subtract the largest logit of each row first"),
        named(answer, large));
  }

  @Test
  void anotherWrongAnswerIsNotExplained() {
    assertEquals(List.of(), named(softmax(v, T).add(0.01), v));
    assertEquals(List.of(), named(softmax(v, T).mul(Double.NaN), v));
    assertEquals(List.of(), named(Nd4j.zeros(v.dataType(), 3, 4), v));
  }

  @Test
  void theRightSoftmaxIsOkay() {
    assertEquals("", expected(v).problemOf(softmax(v, T), "", Mistakes.ofSoftmax(v, T)));
  }

  @Test
  void atTemperatureOneThereIsNoMistakeOfTemperature() {
    Expected cold = new Expected(softmax(v, 1), 1e-9);
    INDArray wrong = softmax(v, 1).add(1e-7);
    assertEquals(List.of(), Mistakes.ofSoftmax(v, 1).leadingTo(wrong, cold).toList());
  }

  private static List<String> named(INDArray answer, INDArray logits) {
    return Mistakes.ofSoftmax(logits, T).leadingTo(answer, expected(logits)).toList();
  }

  private static Expected expected(INDArray logits) {
    INDArray shifted = logits.subColumnVector(logits.max(true, 1));
    return new Expected(softmax(shifted, T), 1e-9);
  }

  private static INDArray softmax(INDArray v, double T) {
    INDArray e = Transforms.exp(v.div(T));
    return e.divColumnVector(e.sum(true, 1));
  }
}
