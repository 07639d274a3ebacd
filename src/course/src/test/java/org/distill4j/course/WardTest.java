package org.distill4j.course;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.distill4j.data.Dataset;
import org.distill4j.distill.TransferSet;
import org.distill4j.loss.GradientCheck;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.loss.Targets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The unknown patients have what their wards say, by the instruments of notebook 14. */
class WardTest {

  /** Of the soft part at T = 4 on these three examples, computed with PyTorch. */
  private static final double WORKED = 0.608488761151;

  private final INDArray v = WorkedExample.teacher();
  private final INDArray z = WorkedExample.student();
  private final INDArray y = WorkedExample.labels();
  private final Targets told = new Targets(y, v);

  private boolean nudging(ResponseLoss loss) {
    return GradientCheck.worstError(loss, told, z) < 1e-6;
  }

  private double loss(ResponseLoss loss) {
    return loss.value(told, z).mean();
  }

  private double ofPerfectStudent(ResponseLoss loss) {
    return loss.value(told, v).mean();
  }

  private double alone(ResponseLoss loss) {
    Targets first = new Targets(y.getRows(0), v.getRows(0));
    return loss.value(first, z.getRows(0)).perExample().getDouble(0);
  }

  private double inCompany(ResponseLoss loss) {
    return loss.value(told, z).perExample().getDouble(0);
  }

  private boolean hears(ResponseLoss loss) {
    Targets opposite = new Targets(y, v.neg());
    return !loss.value(told, z).gradient().equals(loss.value(opposite, z).gradient());
  }

  @Test
  void thePatientOfFormulaHasOneTargetForAll() {
    ResponseLoss patient = Unknown.formula();
    assertTrue(nudging(patient) && hears(patient));
    assertTrue(ofPerfectStudent(patient) > 0.1);
    assertNotEquals(alone(patient), inCompany(patient), 0.01);
    Targets turned = new Targets(y, v.getRows(1, 2, 0));
    INDArray gradient = patient.value(told, z).gradient();
    assertTrue(gradient.equalsWithEps(patient.value(turned, z).gradient(), 1e-12));
  }

  @Test
  void thePatientOfScalePilesUpGradientsAndNothingElseIsWrong() {
    ResponseLoss patient = Unknown.scale();
    assertEquals(WORKED, loss(patient), 1e-9);
    INDArray first = Unknown.scale().value(told, z).gradient();
    INDArray second = patient.value(told, z).gradient();
    assertTrue(second.equalsWithEps(first.mul(2), 1e-12));
    assertEquals(0, ofPerfectStudent(patient), 1e-9);
    assertTrue(patient.value(told, v).gradient().amaxNumber().doubleValue() > 0.1);
    assertEquals(alone(patient), inCompany(patient), 1e-12);
  }

  @Test
  void thePatientOfShapeSoftensTheColumnsOfTheStudent() {
    ResponseLoss patient = Unknown.shape();
    assertTrue(nudging(patient));
    assertTrue(alone(patient) < 0);
    assertNotEquals(alone(patient), inCompany(patient), 0.01);
  }

  @Test
  void thePatientOfWiringDoesNotHearItsTeacherAndLooksAsIfItDid() {
    ResponseLoss patient = Unknown.wiring();
    assertFalse(nudging(patient));
    assertFalse(hears(patient));
    assertNotEquals(loss(patient), patient.value(new Targets(y, v.neg()), z).mean(), 0.01);
    assertEquals(patient.value(told, z), patient.value(told, z));
  }

  @Test
  void theLastPatientIsHealthy() {
    ResponseLoss patient = Unknown.last();
    assertTrue(nudging(patient) && hears(patient));
    assertEquals(WORKED, loss(patient), 1e-9);
    assertEquals(0, ofPerfectStudent(patient), 1e-12);
    assertEquals(alone(patient), inCompany(patient), 1e-12);
  }

  @Test
  void thePatientOfDataTakesFoursForNines() {
    INDArray labels = Nd4j.eye(10);
    List<String> names = IntStream.range(0, 10).mapToObj(String::valueOf).toList();
    Dataset digits = Dataset.unlabelled(Nd4j.ones(10, 2), names);
    TransferSet patient = Unknown.data(TransferSet.of(digits, labels.mul(5)));
    assertArrayEquals(
        new int[] {0, 1, 2, 3, 9, 5, 6, 7, 8, 4}, patient.logits().argMax(1).toIntVector());
  }

  static Stream<Ward> wards() {
    return Stream.of(Ward.FORMULA, Ward.SCALE, Ward.SHAPE, Ward.WIRING, Ward.DATA, Ward.LAST);
  }

  @ParameterizedTest
  @MethodSource("wards")
  void oneNameIsRightAndEachOtherGetsAFinding(Ward ward) {
    List<String> lines = new ArrayList<>();
    for (String name : ward.names()) {
      ward.judge(new Check("W", lines::add), () -> name);
    }
    assertEquals(1, lines.stream().filter("W ok: what it has"::equals).count());
    assertEquals(ward.names().size(), lines.stream().distinct().count());
  }

  @Test
  void aWrongNameGetsItsFindingAndAnUnknownOneTheNames() {
    List<String> lines = new ArrayList<>();
    Map<String, String> against = Map.of("cold", "it is warm");
    new Check("W", lines::add)
        .named("illness", () -> "cold", "fever", against)
        .named("illness", () -> "flu", "fever", against)
        .named("illness", () -> "fever", "fever", against);
    assertEquals(
        List.of(
            "W WRONG: illness: not \"cold\": it is warm",
            "W WRONG: illness: not \"flu\": the names are cold, fever",
            "W ok: illness"),
        lines);
  }
}
