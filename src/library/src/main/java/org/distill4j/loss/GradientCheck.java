package org.distill4j.loss;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Compares a loss's gradient with central differences of its value, in double precision. */
public final class GradientCheck {

  private static final double NUDGE = 1e-5;

  private GradientCheck() {}

  /**
   * The largest relative error between the gradient that the loss states and the one that its value
   * implies: each entry of the output is nudged up and down by 0.00001, one after another.
   *
   * <p>A right gradient has an error below 0.000001; a factor 2 shows as 0.33.
   *
   * @param loss the loss to check
   * @param targets what it is given as targets; not modified
   * @param output where the gradient is checked; not modified
   * @return {@code max |stated - implied| / max(|stated| + |implied|, 0.001)}
   */
  public static double worstError(BatchLoss loss, INDArray targets, INDArray output) {
    INDArray t = targets.castTo(DataType.DOUBLE);
    INDArray z = output.castTo(DataType.DOUBLE).dup('c');
    INDArray stated = loss.value(t, z).gradient().dup('c');
    double worst = 0;
    for (long i = 0; i < z.length(); i++) {
      double implied = (sumAt(loss, t, z, i, NUDGE) - sumAt(loss, t, z, i, -NUDGE)) / (2 * NUDGE);
      double claim = stated.getDouble(i);
      double size = Math.max(Math.abs(claim) + Math.abs(implied), 1e-3);
      worst = Math.max(worst, Math.abs(claim - implied) / size); // NaN if any of them is
    }
    return worst;
  }

  private static double sumAt(
      BatchLoss loss, INDArray targets, INDArray output, long index, double nudge) {
    INDArray nudged = output.dup();
    nudged.putScalar(index, output.getDouble(index) + nudge);
    return loss.value(targets, nudged).perExample().sumNumber().doubleValue();
  }
}
