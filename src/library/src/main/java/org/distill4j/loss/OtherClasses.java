package org.distill4j.loss;

import org.distill4j.internal.RowSoftmax;

/**
 * The softmax taken apart into the label against all other classes, and the other classes among
 * themselves; exact also where the label has all the probability.
 *
 * @param label the label, 0, and all others together, 1
 * @param among the classes that are not the label; the label has probability 0 there
 */
record OtherClasses(RowSoftmax label, RowSoftmax among) {

  static OtherClasses of(double[] logits, int label, double temperature) {
    double[] others = logits.clone();
    others[label] = Double.NEGATIVE_INFINITY;
    RowSoftmax among = RowSoftmax.of(others, temperature);
    double[] pair = {logits[label] / temperature, among.logSum()};
    return new OtherClasses(RowSoftmax.of(pair, 1), among);
  }

  /** The label of an example, for a loss that treats its class unlike the others. */
  static int labelOf(double... y) {
    int label = -1;
    for (int k = 0; k < y.length; k++) {
      if (y[k] == 1 && label < 0) {
        label = k;
      } else if (y[k] != 0) {
        throw notOneLabel();
      }
    }
    if (label < 0) {
      throw notOneLabel();
    }
    return label;
  }

  private static IllegalArgumentException notOneLabel() {
    return new IllegalArgumentException(
        "each example must have one label, a row with a single 1 and zeros");
  }
}
