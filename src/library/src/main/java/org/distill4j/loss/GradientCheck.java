package org.distill4j.loss;

import java.util.function.Function;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Compares a loss's gradient with central differences of its value, in double precision. */
public final class GradientCheck {

  private static final double NUDGE = 1e-5;

  private GradientCheck() {}

  /**
   * The largest relative error between the gradient that a loss of logits states and the one that
   * its value implies: each logit is nudged up and down by 0.00001, one after another.
   *
   * <p>A right gradient has an error below 0.000001; a factor 2 shows as 0.33.
   *
   * @param loss the loss to check
   * @param targets labels and teacher's logits, {@code [B, C]} each; not modified
   * @param z the student's logits, where the gradient is checked, {@code [B, C]}; not modified
   * @return {@code max |stated - implied| / max(|stated| + |implied|, 0.001)}
   */
  public static double worstError(ResponseLoss loss, Targets targets, INDArray z) {
    Targets exact =
        new Targets(
            targets.labels().castTo(DataType.DOUBLE),
            targets.teacherLogits().castTo(DataType.DOUBLE));
    return worstError(nudged -> loss.value(exact, nudged), z);
  }

  /**
   * The same for a loss of features; each of the student's numbers is nudged.
   *
   * @param loss the loss to check
   * @param teacher what the student should match; not modified
   * @param student the student's activations, where the gradient is checked; not modified
   * @return {@code max |stated - implied| / max(|stated| + |implied|, 0.001)}
   */
  public static double worstError(FeatureLoss loss, INDArray teacher, INDArray student) {
    INDArray exact = teacher.castTo(DataType.DOUBLE);
    return worstError(nudged -> loss.value(exact, nudged), student);
  }

  private static double worstError(Function<INDArray, Value> loss, INDArray output) {
    INDArray z = output.castTo(DataType.DOUBLE).dup('c');
    INDArray stated = loss.apply(z).gradient().dup('c');
    double worst = 0;
    for (long i = 0; i < z.length(); i++) {
      double implied = (sumAt(loss, z, i, NUDGE) - sumAt(loss, z, i, -NUDGE)) / (2 * NUDGE);
      double claim = stated.getDouble(i);
      double size = Math.max(Math.abs(claim) + Math.abs(implied), 1e-3);
      worst = Math.max(worst, Math.abs(claim - implied) / size); // NaN if any of them is
    }
    return worst;
  }

  private static double sumAt(
      Function<INDArray, Value> loss, INDArray output, long index, double nudge) {
    INDArray nudged = output.dup();
    nudged.putScalar(index, output.getDouble(index) + nudge);
    return loss.apply(nudged).perExample().sumNumber().doubleValue();
  }
}
