package org.distill4j.loss;

import org.distill4j.internal.RowSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The squared distance of the probabilities, {@code sum_k (q_k - p_k)^2} of each example, with
 * {@code q = softmax(z)} of the student and {@code p = softmax(v)} of the teacher: the score of
 * forecasts (Brier 1950, Monthly Weather Review 78, pages 1 to 3) with the teacher in place of the
 * outcome. The gradient is {@code 2 q_k (q_k - p_k - sum_j q_j (q_j - p_j))}.
 *
 * <p>The labels are not read. The loss never exceeds 2, and a student that is sure and wrong gets
 * almost no gradient, which is why divergences are mostly preferred. Its weight beside a
 * cross-entropy is 1.
 */
public record BrierLoss() implements ResponseLoss {

  @Override
  public Value value(Targets targets, INDArray output) {
    return PerExample.of(targets, output, BrierLoss::row);
  }

  private static double row(double[] y, double[] v, double[] z, double[] gradient) {
    RowSoftmax p = RowSoftmax.of(v, 1);
    RowSoftmax q = RowSoftmax.of(z, 1);
    double loss = 0;
    double mean = 0;
    for (int k = 0; k < z.length; k++) {
      double difference = q.probability(k) - p.probability(k);
      loss += difference * difference;
      mean += q.probability(k) * difference;
    }
    for (int k = 0; k < z.length; k++) {
      gradient[k] = 2 * q.probability(k) * (q.probability(k) - p.probability(k) - mean);
    }
    return loss;
  }

  @Override
  public boolean needsLabels() {
    return false;
  }

  @Override
  public String toString() {
    return Shown.of(this).toString();
  }
}
