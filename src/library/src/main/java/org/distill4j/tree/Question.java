package org.distill4j.tree;

/**
 * Whether a feature is above a threshold.
 *
 * @param feature its index
 * @param threshold half-way between two values of the training examples
 * @param yes where examples go whose feature is above it
 * @param no where the others go
 */
record Question(int feature, float threshold, Node yes, Node no) implements Node {

  @Override
  public int depth() {
    return 1 + Math.max(yes.depth(), no.depth());
  }

  @Override
  public int leaves() {
    return yes.leaves() + no.leaves();
  }

  @Override
  public Leaf find(float[] features, int start) {
    return (features[start + feature] > threshold ? yes : no).find(features, start);
  }
}
