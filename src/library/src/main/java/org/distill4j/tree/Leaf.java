package org.distill4j.tree;

/** The mean of the teacher's probabilities over the training examples that came here. */
final class Leaf implements Node {

  private final int examples;
  private final double[] probabilities;

  Leaf(int examples, double... sums) {
    this.examples = examples;
    this.probabilities = new double[sums.length];
    for (int k = 0; k < sums.length; k++) {
      probabilities[k] = sums[k] / examples;
    }
  }

  int examples() {
    return examples;
  }

  double probability(int k) {
    return probabilities[k];
  }

  /** The most probable class. */
  int best() {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }

  @Override
  public int depth() {
    return 0;
  }

  @Override
  public int leaves() {
    return 1;
  }

  @Override
  public Leaf find(float[] features, int start) {
    return this;
  }
}
