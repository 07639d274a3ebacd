package org.distill4j;

import org.distill4j.loss.BatchLoss;
import org.distill4j.loss.CrossEntropyLoss;
import org.distill4j.loss.DecoupledLoss;
import org.distill4j.loss.DistLoss;
import org.distill4j.loss.LogitMatchingLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.SoftTargets;
import org.distill4j.loss.StandardizedLoss;
import org.distill4j.loss.TeacherFreeLoss;
import org.distill4j.loss.Value;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Golden values of the losses of logits that came after Hinton's. */
final class GoldenResponses {

  private GoldenResponses() {}

  private static Value value(GoldenCase golden, BatchLoss loss) {
    INDArray z = golden.matrix("zs");
    return loss.value(SoftTargets.pack(golden.oneHot(z), golden.matrix("zt")), z);
  }

  private static void expectLossAndGradient(GoldenCase golden, BatchLoss loss) {
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
        golden, new DecoupledLoss(temperature, golden.number("alpha"), golden.number("beta")));
    golden.expect("tckd", value(golden, new DecoupledLoss(temperature, 1, 0)).mean() / squared);
    golden.expect("nckd", value(golden, new DecoupledLoss(temperature, 0, 1)).mean() / squared);
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
        golden, new DistLoss(temperature, golden.number("beta"), golden.number("gamma")));
    golden.expect("inter", value(golden, new DistLoss(temperature, 1, 0)).mean() / squared);
    golden.expect("intra", value(golden, new DistLoss(temperature, 0, 1)).mean() / squared);
  }

  static void standardized(GoldenCase golden) {
    double temperature = golden.number("T");
    StandardizedLoss loss =
        golden.text("std").equals("population")
            ? new StandardizedLoss(temperature)
            : StandardizedLoss.unbiased(temperature);
    expectLossAndGradient(golden, loss);
    golden.expect("kl", value(golden, loss).mean() / (temperature * temperature));
  }

  /** A student taught by a trained copy of itself: the loss is Hinton's. */
  static void teacherFreeSelf(GoldenCase golden) {
    teacherFree(golden, new SoftTargetLoss(golden.number("T"), 0, 1));
  }

  static void teacherFreeVirtual(GoldenCase golden) {
    teacherFree(golden, new TeacherFreeLoss(golden.number("T"), golden.number("a")));
  }

  private static void teacherFree(GoldenCase golden, BatchLoss soft) {
    double share = golden.number("alpha");
    double squared = Math.pow(golden.number("T"), 2);
    double softWeight = golden.flag("t2") ? share : share / squared;
    expectLossAndGradient(golden, new SoftTargetLoss(1, 1 - share, 0).plus(softWeight, soft));
    golden.expect("ce", value(golden, new CrossEntropyLoss()).mean());
    golden.expect("kl", value(golden, soft).mean() / squared);
  }
}
