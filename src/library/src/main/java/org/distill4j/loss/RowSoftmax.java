package org.distill4j.loss;

/**
 * The softmax of one example's logits and its logarithm, which is exact also where the probability
 * itself underflows. In Java, because an operation of ND4J on so few numbers takes longer than all
 * the arithmetic.
 */
final class RowSoftmax {

  private final double[] log;
  private final double[] share;

  private RowSoftmax(double[] log, double[] share) {
    this.log = log;
    this.share = share;
  }

  /**
   * Divides by the temperature, after the largest logit was subtracted.
   *
   * @param logits of one example; not modified
   * @param temperature above 0 and finite
   */
  static RowSoftmax of(double[] logits, double temperature) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] log = new double[logits.length];
    double[] share = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < log.length; k++) {
      log[k] = (logits[k] - largest) / temperature;
      share[k] = Math.exp(log[k]);
      sum += share[k];
    }
    double logSum = Math.log(sum);
    for (int k = 0; k < log.length; k++) {
      log[k] -= logSum;
      share[k] /= sum;
    }
    return new RowSoftmax(log, share);
  }

  /** The log probability of a class. */
  double log(int k) {
    return log[k];
  }

  /** The probability of a class. */
  double share(int k) {
    return share[k];
  }
}
