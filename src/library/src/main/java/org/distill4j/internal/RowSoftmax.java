package org.distill4j.internal;

/**
 * The softmax of one example's logits and its logarithm, which is exact also where the probability
 * itself underflows. In Java, because an operation of ND4J on so few numbers takes longer than all
 * the arithmetic.
 */
public final class RowSoftmax {

  private final double[] log;
  private final double[] probability;
  private final double logSum;

  private RowSoftmax(double[] log, double[] probability, double logSum) {
    this.log = log;
    this.probability = probability;
    this.logSum = logSum;
  }

  /**
   * Divides by the temperature, after the largest logit was subtracted.
   *
   * @param logits of one example; not modified
   * @param temperature above 0 and finite
   * @return the softmax
   */
  public static RowSoftmax of(double[] logits, double temperature) {
    double largest = Double.NEGATIVE_INFINITY;
    for (double logit : logits) {
      largest = Math.max(largest, logit);
    }
    double[] log = new double[logits.length];
    double[] probability = new double[logits.length];
    double sum = 0;
    for (int k = 0; k < log.length; k++) {
      log[k] = (logits[k] - largest) / temperature;
      probability[k] = Math.exp(log[k]);
      sum += probability[k];
    }
    double logSum = Math.log(sum);
    for (int k = 0; k < log.length; k++) {
      log[k] -= logSum;
      probability[k] /= sum;
    }
    return new RowSoftmax(log, probability, largest / temperature + logSum);
  }

  /**
   * The log probability of a class.
   *
   * @param k class index
   * @return at most 0
   */
  public double log(int k) {
    return log[k];
  }

  /**
   * The probability of a class.
   *
   * @param k class index
   * @return from 0 to 1
   */
  public double probability(int k) {
    return probability[k];
  }

  /**
   * The logarithm of the sum of all {@code exp(z_k / T)}.
   *
   * @return finite if a logit is
   */
  public double logSum() {
    return logSum;
  }

  /**
   * The divergence of another distribution q from this one, p: {@code sum_k p_k log(p_k / q_k)}.
   *
   * @param q of as many classes
   * @return 0 or more, but for rounding; infinite where q rules out what this one does not
   */
  public double divergence(RowSoftmax q) {
    double divergence = 0;
    for (int k = 0; k < log.length; k++) {
      divergence += probability[k] == 0 ? 0 : probability[k] * (log[k] - q.log[k]);
    }
    return divergence;
  }
}
