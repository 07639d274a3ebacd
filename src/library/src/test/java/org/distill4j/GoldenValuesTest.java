package org.distill4j;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.distill4j.loss.Ensemble;
import org.distill4j.loss.LabelSmoothingLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.SoftTargets;
import org.distill4j.loss.Targets;
import org.distill4j.loss.Value;
import org.distill4j.metrics.Metrics;
import org.distill4j.metrics.ReliabilityBin;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestReporter;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Values and gradients against those of an independent implementation in double precision, from the
 * files that the system properties {@code golden} and {@code golden-jsd} name. Their gradients are
 * of the mean over the batch, ours of the sum.
 */
class GoldenValuesTest {

  private interface Comparer {
    void compare(GoldenCase golden);
  }

  private static final Map<String, Comparer> COMPARERS =
      Map.ofEntries(
          entry("softmax", GoldenValuesTest::softmax),
          entry("kl", GoldenValuesTest::divergence),
          entry("kl_probs", GoldenValuesTest::divergenceOfProbabilities),
          entry("cross_entropy", GoldenValuesTest::crossEntropy),
          entry("hinton", GoldenValuesTest::hinton),
          entry("soft_ce", GoldenValuesTest::softCrossEntropy),
          entry("label_smoothing", GoldenValuesTest::labelSmoothing),
          entry("ensemble", GoldenValuesTest::ensemble),
          entry("logit_mse", GoldenResponses::logitMatching),
          entry("dkd", GoldenResponses::decoupled),
          entry("dist", GoldenResponses::dist),
          entry("logit_std", GoldenResponses::standardized),
          entry("jsd", GoldenResponses::jensenShannon),
          entry("tfkd_self", GoldenResponses::teacherFreeSelf),
          entry("tfkd_reg", GoldenResponses::teacherFreeVirtual),
          entry("fitnets", GoldenFeatures::hint),
          entry("attention_map", GoldenFeatures::attentionMap),
          entry("attention_transfer", GoldenFeatures::attention),
          entry("rkd_distance", GoldenFeatures::distance),
          entry("rkd_angle", GoldenFeatures::angle),
          entry("similarity_preserving", GoldenFeatures::similarity),
          entry("metrics", GoldenValuesTest::metrics));

  private static final Set<String> STILL_TO_COME = Set.of();

  @TestFactory
  List<DynamicNode> everyCaseAgrees(TestReporter reporter) throws IOException {
    return casesOf("golden", reporter);
  }

  @TestFactory
  List<DynamicNode> everyCaseOfTheJensenShannonDivergenceAgrees(TestReporter reporter)
      throws IOException {
    return casesOf("golden-jsd", reporter);
  }

  private static List<DynamicNode> casesOf(String name, TestReporter reporter) throws IOException {
    String shipped = "src/library/src/test/resources/" + name + ".json";
    Path file = Path.of(System.getProperty(name, shipped));
    JsonObject golden = new Gson().fromJson(Files.readString(file), JsonObject.class);
    List<DynamicNode> tests = new ArrayList<>();
    int all = 0;
    for (JsonElement each : golden.getAsJsonArray("cases")) {
      all++;
      GoldenCase one = new GoldenCase(each.getAsJsonObject(), golden.getAsJsonObject("inputs"));
      if (!STILL_TO_COME.contains(one.method())) {
        tests.add(DynamicTest.dynamicTest(one.id(), () -> compare(one)));
      }
    }
    String summary =
        "%d of %d golden cases compared, %d methods still to come"
            .formatted(tests.size(), all, STILL_TO_COME.size());
    reporter.publishEntry(name, summary);
    int compared = tests.size();
    tests.add(DynamicTest.dynamicTest(summary, () -> assertTrue(compared > 0, summary)));
    return tests;
  }

  private static void compare(GoldenCase golden) {
    Comparer comparer = COMPARERS.get(golden.method());
    if (comparer == null) {
      fail(golden.id() + ": no comparer for the method " + golden.method());
    }
    comparer.compare(golden);
    golden.requireAllCompared();
  }

  private static void softmax(GoldenCase golden) {
    INDArray v = golden.matrix("zt");
    double temperature = golden.number("T");
    golden.expectExact("p", SoftTargets.softmax(v, temperature));
    if (golden.outputs("logp")) {
      golden.expect("logp", SoftTargets.logSoftmax(v, temperature));
    }
  }

  private static void divergence(GoldenCase golden) {
    INDArray z = golden.matrix("zs");
    INDArray v = golden.matrix("zt");
    double temperature = golden.number("T");
    INDArray each = SoftTargets.divergence(v, z, temperature);
    double sum = each.sumNumber().doubleValue();
    golden.expect("per_sample", each);
    golden.expect("sum", sum);
    golden.expect("element_mean", sum / z.length());

    Value value =
        SoftTargetLoss.at(temperature).hard(0).soft(1).value(new Targets(golden.oneHot(z), v), z);
    double scale = temperature * temperature;
    golden.expect("loss", value.mean() / scale);
    golden.expect("per_sample", value.perExample().div(scale));
    golden.expect("grad_zs", value.gradient().div(scale * z.size(0)));
  }

  private static void divergenceOfProbabilities(GoldenCase golden) {
    INDArray logP = Transforms.log(golden.matrix("p"), false);
    INDArray logQ = Transforms.log(golden.matrix("q"), false);
    INDArray each = SoftTargets.divergence(logP, logQ, 1);
    golden.expect("per_sample", each);
    golden.expect("batchmean", each.sumNumber().doubleValue() / each.size(0));
  }

  private static void crossEntropy(GoldenCase golden) {
    INDArray z = golden.matrix("zs");
    Value value = hard(golden.oneHot(z), z);
    golden.expect("per_sample", value.perExample());
    golden.expect("loss", value.mean());
    golden.expect("grad_zs", value.gradient().div(z.size(0)));
  }

  private static void hinton(GoldenCase golden) {
    INDArray z = golden.matrix("zs");
    INDArray v = golden.matrix("zt");
    INDArray y = golden.oneHot(z);
    double temperature = golden.number("T");
    Value value =
        SoftTargetLoss.at(temperature)
            .softShare(1 - golden.number("alpha"))
            .value(new Targets(y, v), z);
    golden.expect("loss", value.mean());
    golden.expect("grad_zs", value.gradient().div(z.size(0)));
    golden.expect("ce", hard(y, z).mean());
    golden.expect(
        "kl", SoftTargets.divergence(v, z, temperature).sumNumber().doubleValue() / z.size(0));
  }

  /** A soft cross-entropy is the divergence plus the teacher's entropy, which has no gradient. */
  private static void softCrossEntropy(GoldenCase golden) {
    INDArray z = golden.matrix("zs");
    INDArray v = golden.matrix("zt");
    INDArray y = golden.oneHot(z);
    double temperature = golden.number("T");
    double squared = temperature * temperature;
    double weight = golden.number("lambda") / (golden.flag("t2") ? 1 : squared);
    Value value = SoftTargetLoss.at(temperature).hard(1).soft(weight).value(new Targets(y, v), z);
    double entropy = SoftTargets.entropy(v, temperature).sumNumber().doubleValue() / z.size(0);
    golden.expect("loss", value.mean() + weight * squared * entropy);
    golden.expect("grad_zs", value.gradient().div(z.size(0)));
    golden.expect("student_loss", hard(y, z).mean());
    double divergence =
        SoftTargets.divergence(v, z, temperature).sumNumber().doubleValue() / z.size(0);
    golden.expect("soft_ce", divergence + entropy);
  }

  private static void labelSmoothing(GoldenCase golden) {
    INDArray z = golden.matrix("zs");
    Value value =
        new LabelSmoothingLoss(golden.number("eps")).value(Targets.ofLabels(golden.oneHot(z)), z);
    golden.expect("loss", value.mean());
    golden.expect("grad_zs", value.gradient().div(z.size(0)));
  }

  private static Value hard(INDArray labels, INDArray z) {
    return SoftTargetLoss.at(1).hard(1).soft(0).value(new Targets(labels, z.like()), z);
  }

  private static void ensemble(GoldenCase golden) {
    List<INDArray> members = golden.matrices("zt");
    double temperature = golden.number("T");
    golden.expect(
        "mean_of_probs",
        SoftTargets.softmax(Ensemble.meanOfProbabilities(members, temperature), temperature));
    golden.expect(
        "softmax_of_mean_logits", SoftTargets.softmax(Ensemble.meanOfLogits(members), temperature));
    golden.expectRounding("max_abs_geometric_minus_mean_logits");
  }

  private static void metrics(GoldenCase golden) {
    assertEquals(15, golden.number("bins"), "bins");
    Metrics student = Metrics.of(golden.matrix("zs"), golden.labels());
    Metrics teacher = Metrics.of(golden.matrix("zt"), golden.labels());
    metrics(golden, student, "s");
    metrics(golden, teacher, "t");
    golden.expect("agreement", student.fidelityTo(teacher));
    golden.expect("avg_kl_teacher_student", student.divergenceFrom(teacher));
    golden.expect("avg_kl_student_teacher", teacher.divergenceFrom(student));
  }

  private static void metrics(GoldenCase golden, Metrics metrics, String whose) {
    golden.expect("accuracy_" + whose, metrics.accuracy());
    golden.expect("nll_" + whose, metrics.nll());
    golden.expect("brier_" + whose, metrics.brier());
    golden.expect("ece_" + whose, metrics.ece());
    List<JsonElement> expected = golden.list("bins_" + whose).asList();
    List<ReliabilityBin> bins = metrics.bins();
    assertEquals(expected.size(), bins.size(), () -> golden.id() + ": number of bins");
    for (int i = 0; i < bins.size(); i++) {
      JsonObject bin = expected.get(i).getAsJsonObject();
      ReliabilityBin ours = bins.get(i);
      assertEquals(bin.get("bin").getAsInt(), Math.round(ours.from() * 15), "bin");
      assertEquals(bin.get("count").getAsInt(), ours.examples(), "count");
      golden.expectNear("accuracy", bin.get("accuracy").getAsDouble(), ours.accuracy());
      golden.expectNear("confidence", bin.get("confidence").getAsDouble(), ours.confidence());
    }
  }
}
