package org.distill4j.loss;

import static org.distill4j.loss.SoftTargetLossTest.random;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class GradientCheckTest {

  private final INDArray targets = random(1, 4, 5);
  private final INDArray output = random(2, 4, 5);

  /** Half the squared distance, whose gradient is the difference times the factor. */
  private record Squared(double factor) implements FeatureLoss {
    @Override
    public Value value(INDArray t, INDArray z) {
      INDArray d = z.sub(t);
      return new Value(d.mul(d).sum(true, 1).mul(0.5), d.mul(factor));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 0", "1, 0, 1", "4, 0.1, 0.9", "20, 0.5, 0.5", "0.5, 1, 2"})
  void theSoftTargetLossIsRight(double temperature, double hardWeight, double softWeight) {
    INDArray labels = SoftTargets.softmax(random(4, 4, 5), 1); // any distribution will do
    double error =
        GradientCheck.worstError(
            SoftTargetLoss.at(temperature).hard(hardWeight).soft(softWeight),
            new Targets(labels, targets),
            output);
    assertTrue(error < 1e-6, () -> "error " + error);
  }

  @Test
  void aRightGradientPasses() {
    assertTrue(GradientCheck.worstError(new Squared(1), targets, output) < 1e-6);
  }

  @Test
  void aFactorTwoShowsAsAThird() {
    assertEquals(1 / 3.0, GradientCheck.worstError(new Squared(2), targets, output), 1e-6);
  }

  @Test
  void aWrongSignShowsAsOne() {
    assertEquals(1, GradientCheck.worstError(new Squared(-1), targets, output), 1e-6);
  }

  @Test
  void oneWrongEntryIsFound() {
    FeatureLoss wrong =
        (t, z) -> {
          Value value = new Squared(1).value(t, z);
          value.gradient().putScalar(3, 4, 0);
          return value;
        };
    assertEquals(1, GradientCheck.worstError(wrong, targets, output), 1e-6);
  }

  @Test
  void notANumberIsFound() {
    INDArray nan = output.like().divi(output.like());
    FeatureLoss gradient = (t, z) -> new Value(new Squared(1).value(t, z).perExample(), nan);
    assertTrue(Double.isNaN(GradientCheck.worstError(gradient, targets, output)));
    FeatureLoss value =
        (t, z) -> new Value(nan.sum(true, 1), new Squared(1).value(t, z).gradient());
    assertTrue(Double.isNaN(GradientCheck.worstError(value, targets, output)));
  }

  @Test
  void itChecksInDoublePrecisionWhateverTheArgumentsAre() {
    double error =
        GradientCheck.worstError(
            SoftTargetLoss.at(4).hard(0.1).soft(0.9),
            new Targets(
                SoftTargets.softmax(targets, 1).castTo(DataType.FLOAT),
                targets.castTo(DataType.FLOAT)),
            output.castTo(DataType.FLOAT));
    assertTrue(error < 1e-6, () -> "error " + error);
  }

  @Test
  void argumentsAreUntouched() {
    INDArray targetsBefore = targets.dup();
    INDArray outputBefore = output.dup();
    GradientCheck.worstError(new Squared(1), targets, output);
    assertEquals(targetsBefore, targets);
    assertEquals(outputBefore, output);
  }
}
