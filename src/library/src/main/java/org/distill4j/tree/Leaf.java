package org.distill4j.tree;

import java.util.Arrays;

/** The mean of the teacher's probabilities over the training examples that came here. */
final class Leaf implements Node {

  private final int examples;
  private final double[] probabilities;

  private Leaf(int examples, double... probabilities) {
    this.examples = examples;
    this.probabilities = probabilities;
  }

  /** A leaf where so many examples came, with distributions of this sum. */
  static Leaf ofSums(int examples, double... sums) {
    return new Leaf(examples, Arrays.stream(sums).map(sum -> sum / examples).toArray());
  }

  static Leaf ofMeans(int examples, double... probabilities) {
    return new Leaf(examples, probabilities);
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
