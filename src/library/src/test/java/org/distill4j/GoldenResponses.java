package org.distill4j;

import org.distill4j.loss.CrossEntropyLoss;
import org.distill4j.loss.DecoupledLoss;
import org.distill4j.loss.DistLoss;
import org.distill4j.loss.JensenShannonLoss;
import org.distill4j.loss.LogitMatchingLoss;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.SoftTargets;
import org.distill4j.loss.StandardizedLoss;
import org.distill4j.loss.Targets;
import org.distill4j.loss.TeacherFreeLoss;
import org.distill4j.loss.Value;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Golden values of the losses of logits that came after Hinton's. */
final class GoldenResponses {

  private GoldenResponses() {}

  private static Value value(GoldenCase golden, ResponseLoss loss) {
    INDArray z = golden.matrix("zs");
    return loss.value(new Targets(golden.oneHot(z), golden.matrix("zt")), z);
  }

  private static void expectLossAndGradient(GoldenCase golden, ResponseLoss loss) {
    Value value = value(golden, loss);
    golden.expect("loss", value.mean());
    golden.expect("grad_zs", value.gradient().div(value.gradient().size(0)));
  }

  static void logitMatching(GoldenCase golden) {
    expectLossAndGradient(golden, new LogitMatchingLoss());
    double mean = value(golden, new LogitMatchingLoss()).mean();
    golden.expect("mse_mean", 2 * mean / golden.matrix("zs").size(1));
  }

  static void decoupled(GoldenCase golden) {
    double temperature = golden.number("T");
    double squared = temperature * temperature;
    expectLossAndGradient(
        golden,
        DecoupledLoss.at(temperature).label(golden.number("alpha")).other(golden.number("beta")));
    golden.expect(
        "tckd", value(golden, DecoupledLoss.at(temperature).label(1).other(0)).mean() / squared);
    golden.expect(
        "nckd", value(golden, DecoupledLoss.at(temperature).label(0).other(1)).mean() / squared);
    golden.expect("kl_identity", divergence(golden, temperature));
  }

  private static double divergence(GoldenCase golden, double temperature) {
    return SoftTargets.divergence(golden.matrix("zt"), golden.matrix("zs"), temperature)
        .meanNumber()
        .doubleValue();
  }

  static void dist(GoldenCase golden) {
    double temperature = golden.number("T");
    double squared = temperature * temperature;
    expectLossAndGradient(
        golden,
        DistLoss.at(temperature).examples(golden.number("beta")).classes(golden.number("gamma")));
    golden.expect(
        "inter", value(golden, DistLoss.at(temperature).examples(1).classes(0)).mean() / squared);
    golden.expect(
        "intra", value(golden, DistLoss.at(temperature).examples(0).classes(1)).mean() / squared);
  }

  static void standardized(GoldenCase golden) {
    double temperature = golden.number("T");
    StandardizedLoss loss =
        golden.text("std").equals("population")
            ? StandardizedLoss.at(temperature)
            : StandardizedLoss.at(temperature).unbiased();
    expectLossAndGradient(golden, loss);
    golden.expect("kl", value(golden, loss).mean() / (temperature * temperature));
  }

  static void jensenShannon(GoldenCase golden) {
    double temperature = golden.number("T");
    double squared = temperature * temperature;
    Value value = value(golden, JensenShannonLoss.at(temperature).beta(golden.number("beta")));
    golden.expect("loss", value.mean(), squared);
    golden.expect("per_sample", value.perExample().div(squared));
    golden.expect("grad_zs", value.gradient().div(value.gradient().size(0)));
  }

  /** A student taught by a trained copy of itself: the loss is Hinton's. */
  static void teacherFreeSelf(GoldenCase golden) {
    teacherFree(golden, SoftTargetLoss.at(golden.number("T")).hard(0).soft(1));
  }

  static void teacherFreeVirtual(GoldenCase golden) {
    teacherFree(golden, TeacherFreeLoss.at(golden.number("T")).confidence(golden.number("a")));
  }

  private static void teacherFree(GoldenCase golden, ResponseLoss soft) {
    double share = golden.number("alpha");
    double squared = Math.pow(golden.number("T"), 2);
    double softWeight = golden.flag("t2") ? share : share / squared;
    expectLossAndGradient(
        golden, SoftTargetLoss.at(1).hard(1 - share).soft(0).plus(softWeight, soft));
    golden.expect("ce", value(golden, new CrossEntropyLoss()).mean());
    golden.expect("kl", value(golden, soft).mean() / squared);
  }
}
