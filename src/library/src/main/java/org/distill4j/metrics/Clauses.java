package org.distill4j.metrics;

import java.util.Arrays;
import java.util.OptionalLong;
import org.distill4j.metrics.Contract.Evidence;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.network.Sized;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What each promise of a {@link Contract} means. */
final class Clauses {

  private static final int ROUNDS = 3;

  private Clauses() {}

  static Outcome.Finding accuracy(Evidence evidence, double share) {
    double teacher = evidence.taught().accuracy();
    double student = evidence.learnt().accuracy();
    int worse = evidence.learnt().onlyWrong(evidence.taught());
    int better = evidence.taught().onlyWrong(evidence.learnt());
    int least = (int) Math.ceil(-share * evidence.heldOut().size() - 1e-9); // of whole examples
    return new Outcome.Finding(
        "accuracy",
        Outcome.text(
            "at least %.2f %%, %.2f below the teacher's %.2f %%",
            100 * (teacher - share), 100 * share, 100 * teacher),
        Outcome.text(
            "%.2f %%; wrong where the teacher is right %,d times, right where it is wrong %,d",
            100 * student, worse, better),
        better - worse >= least);
  }

  static Outcome.Finding fidelity(Evidence evidence, double share) {
    double found = evidence.learnt().fidelityTo(evidence.taught());
    return new Outcome.Finding(
        "fidelity",
        Outcome.text("at least %.2f %% of the examples in the teacher's class", 100 * share),
        Outcome.text("%.2f %%", 100 * found),
        found >= share);
  }

  static Outcome.Finding speed(Evidence evidence, double times) {
    double[] ratios = new double[ROUNDS];
    double[] millis = new double[ROUNDS];
    try (INDArray one = evidence.heldOut().features(0)) {
      for (int i = 0; i < ROUNDS; i++) {
        double teacher = Latency.milliseconds(evidence.teacher(), one);
        millis[i] = Latency.milliseconds(evidence.student(), one);
        ratios[i] = teacher / millis[i];
      }
    }
    Arrays.sort(ratios);
    Arrays.sort(millis);
    double ratio = ratios[ROUNDS / 2];
    return new Outcome.Finding(
        "speed",
        Outcome.text("at least %.1f times as fast as the teacher for one example", times),
        Outcome.text("%.1f times, %.4f ms", ratio, millis[ROUNDS / 2]),
        ratio >= times);
  }

  static Outcome.Finding size(Evidence evidence, double times) {
    long teacher = bytes("teacher", evidence.teacher());
    long student = bytes("student", evidence.student());
    return new Outcome.Finding(
        "size",
        Outcome.text("at least %.1f times smaller than the teacher's %,d bytes", times, teacher),
        Outcome.text("%.1f times, %,d bytes", (double) teacher / student, student),
        teacher >= times * student);
  }

  static long bytes(String role, Classifier model) {
    OptionalLong bytes = model instanceof Sized sized ? sized.bytes() : OptionalLong.empty();
    return bytes.orElseThrow(
        () ->
            new IllegalArgumentException(
                "smallerThan compares sizes, but the %s is a function without one"
                    .formatted(role)));
  }
}
