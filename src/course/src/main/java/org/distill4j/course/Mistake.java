package org.distill4j.course;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A mistake, and the answer that it leads to.
 *
 * @param text completes the sentence "That is what comes out if ..."
 * @param answer may hold NaN
 */
record Mistake(String text, INDArray answer) {

  /** Wrong answers may be much larger than the right one, and their rounding errors with them. */
  private static final double ROUNDING = 1e-9;

  /** Whether this explains a wrong answer. Too near the right one, it could explain anything. */
  boolean leadsTo(INDArray found, Expected right) {
    return Arrays.equals(answer.shape(), found.shape())
        && same(Expected.numbers(answer), Expected.numbers(found), right.tolerance())
        && !(answer.equalShapes(right.array())
            && same(
                Expected.numbers(answer), Expected.numbers(right.array()), 2 * right.tolerance()));
  }

  private static boolean same(double[] a, double[] b, double tolerance) {
    for (int i = 0; i < a.length; i++) {
      boolean near = Math.abs(a[i] - b[i]) <= Math.max(tolerance, ROUNDING * Math.abs(a[i]));
      if (!near && Double.compare(a[i], b[i]) != 0) { // which finds NaN equal to NaN
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return text;
  }
}
