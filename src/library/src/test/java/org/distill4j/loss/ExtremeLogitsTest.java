package org.distill4j.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.conditions.Conditions;

/** Logits at the edge of what numbers hold, in both precisions. */
class ExtremeLogitsTest {

  private static final int B = 4;
  private static final int C = 5;

  /** All that depend on differences of logits alone. */
  static List<ResponseLoss> shiftable() {
    return List.of(
        SoftTargetLoss.at(4).hard(0.1).soft(0.9),
        new CrossEntropyLoss(),
        new LabelSmoothingLoss(0.1),
        DecoupledLoss.at(4).label(1).other(8),
        DistLoss.at(4),
        NormalizedLoss.at(4).other(0.5),
        StandardizedLoss.at(2),
        TeacherFreeLoss.at(20).confidence(0.99),
        ReverseDivergenceLoss.at(4),
        JensenShannonLoss.at(4),
        new BrierLoss());
  }

  static Stream<ResponseLoss> all() {
    return Stream.concat(shiftable().stream(), Stream.of(new LogitMatchingLoss()));
  }

  /** Multiples of 8, which FLOAT holds exactly beside an offset of 1e8. */
  private static double[] logits(long seed, double offset) {
    Random random = new Random(seed);
    double[] logits = new double[B * C];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = offset + 8 * (random.nextInt(7) - 3);
    }
    return logits;
  }

  private static INDArray matrix(DataType type, double... numbers) {
    return Nd4j.createFromArray(numbers).reshape(B, C).castTo(type);
  }

  private static Value value(ResponseLoss loss, DataType type, double[] teacher, double[] student) {
    INDArray labels = Nd4j.zeros(type, B, C);
    for (int i = 0; i < B; i++) {
      labels.putScalar(i, i, 1);
    }
    return loss.value(new Targets(labels, matrix(type, teacher)), matrix(type, student));
  }

  @ParameterizedTest
  @MethodSource("shiftable")
  void anOffsetOfAHundredMillionChangesNothing(ResponseLoss loss) {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      Value plain = value(loss, type, logits(1, 0), logits(2, 0));
      for (double offset : new double[] {1e6, -1e7, 1e8, -1e8}) {
        Value shifted = value(loss, type, logits(1, offset), logits(2, -offset));
        assertSame(plain.perExample(), shifted.perExample());
        assertSame(plain.gradient(), shifted.gradient());
      }
    }
  }

  private static void assertSame(INDArray expected, INDArray found) {
    double largest = expected.amaxNumber().doubleValue();
    assertEquals(0, expected.distance2(found), 1e-5 * largest + 1e-7);
  }

  @ParameterizedTest
  @MethodSource("shiftable")
  void aMaskedClassLeavesValueAndGradientFinite(ResponseLoss loss) {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      for (double mask : new double[] {-1e4, -1e9, -1e30}) {
        double[] teacher = logits(1, 0);
        double[] student = logits(2, 0);
        for (int i = 0; i < B; i++) {
          teacher[i * C + C - 1] = mask; // the class that is nobody's label
          student[i * C + C - 1] = mask;
        }
        Value value = value(loss, type, teacher, student);
        assertFinite(value.perExample());
        assertFinite(value.gradient());
      }
    }
  }

  private static void assertFinite(INDArray numbers) {
    assertEquals(0, numbers.scan(Conditions.notFinite()).longValue(), numbers::toString);
  }

  @ParameterizedTest
  @MethodSource("all")
  void infinitiesAreRefusedWithTheirRow(ResponseLoss loss) {
    for (double wrong :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      double[] spoiled = logits(1, 0);
      spoiled[2 * C + 3] = wrong;
      String student = refusal(() -> value(loss, DataType.FLOAT, logits(2, 0), spoiled));
      assertTrue(
          student.startsWith("the student's logits must be finite, but those of row 2 are ["),
          student);
      String teacher = refusal(() -> value(loss, DataType.DOUBLE, spoiled, logits(2, 0)));
      assertTrue(
          teacher.startsWith("the teacher's logits must be finite, but those of row 2 are ["),
          teacher);
    }
  }

  private static String refusal(Executable code) {
    return assertThrows(IllegalArgumentException.class, code).getMessage();
  }
}
