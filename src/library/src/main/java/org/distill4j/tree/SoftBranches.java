package org.distill4j.tree;

import java.util.Random;
import org.distill4j.internal.MatrixRows;
import org.distill4j.loss.SoftTargets;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * The parameters of a soft decision tree, what they say of examples, and the gradient of the loss.
 *
 * <p>Inner nodes are numbered from the root, 0, level by level; below node i are 2i + 1, left, and
 * 2i + 2, right. The leaves go on where the inner nodes end.
 */
final class SoftBranches {

  /** How near to 0, or to 1, shares and numbers of examples are taken to be at most. */
  private static final double NEAREST = 1e-6;

  private final int depth;
  private final double sharpness;

  /** All parameters in one row, of which the others are views. */
  final INDArray all;

  /** What each inner node looks for, {@code [d, inner nodes]}, and its bias below. */
  private final INDArray filters;

  private final INDArray biases;

  /** The leaves' logits {@code [leaves, C]}. */
  private final INDArray leaves;

  SoftBranches(int depth, double sharpness, int inputs, int classes, INDArray all) {
    int inner = (1 << depth) - 1;
    long weights = (long) inputs * inner;
    this.depth = depth;
    this.sharpness = sharpness;
    this.all = all;
    this.filters = part(all, 0, weights).reshape('c', inputs, inner);
    this.biases = part(all, weights, weights + inner);
    this.leaves = part(all, weights + inner, all.length()).reshape('c', inner + 1, classes);
  }

  /** Small random numbers to start from. */
  static SoftBranches random(
      int depth, double sharpness, int inputs, int classes, DataType type, Random random) {
    int inner = (1 << depth) - 1;
    double[] numbers = new double[(inputs + 1) * inner + (inner + 1) * classes];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = random.nextGaussian() / Math.sqrt(inputs);
    }
    INDArray all = Nd4j.createFromArray(numbers).castTo(type).reshape(1, numbers.length);
    return new SoftBranches(depth, sharpness, inputs, classes, all);
  }

  private static INDArray part(INDArray all, long from, long to) {
    return all.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
  }

  /** The same tree with other numbers in it; for gradients. */
  SoftBranches like(INDArray numbers) {
    return new SoftBranches(depth, sharpness, inputs(), classes(), numbers);
  }

  int inner() {
    return (1 << depth) - 1;
  }

  double sharpness() {
    return sharpness;
  }

  int inputs() {
    return (int) filters.size(0);
  }

  int classes() {
    return (int) leaves.size(1);
  }

  INDArray filters() {
    return filters;
  }

  INDArray biases() {
    return biases;
  }

  /** Logarithms of the leaves' distributions {@code [leaves, C]}. */
  INDArray logLeaves() {
    return SoftTargets.logSoftmax(leaves, 1);
  }

  /** Probability of going right at each inner node, {@code sigmoid(sharpness * (x w + b))}. */
  double[][] right(INDArray features) {
    double[][] right =
        MatrixRows.of(features.castTo(all.dataType()).mmul(filters).addiRowVector(biases));
    for (double[] nodes : right) {
      for (int i = 0; i < nodes.length; i++) {
        nodes[i] = 1 / (1 + Math.exp(-sharpness * nodes[i]));
      }
    }
    return right;
  }

  /** Probability of coming to each node, inner ones first, given where it goes at each. */
  double[] path(double... right) {
    double[] path = new double[2 * right.length + 1];
    path[0] = 1;
    for (int i = 0; i < right.length; i++) {
      path[2 * i + 1] = path[i] * (1 - right[i]);
      path[2 * i + 2] = path[i] * right[i];
    }
    return path;
  }

  /**
   * Loss of a batch, {@code mean over x of sum_l P_l(x) * -sum_k T_k(x) log Q_lk}, plus the penalty
   * {@code -lambda sum_i 2^-depth(i) (log a_i + log(1 - a_i)) / 2}, with {@code a_i} the share of
   * the examples at node i that go right (Frosst and Hinton 2017, sections 2 and 3, with the sum
   * itself in place of its logarithm, which would be one of a negative number).
   *
   * @param features {@code [B, d]}
   * @param targets the teacher's distributions {@code [B, C]}
   * @param penalty lambda
   * @param gradient of the same shape as this; becomes the gradient
   * @return the loss
   */
  double loss(INDArray features, INDArray targets, double penalty, SoftBranches gradient) {
    int examples = (int) features.size(0);
    int inner = inner();
    double[][] right = right(features);
    double[][] path = new double[examples][];
    double[] coming = new double[inner];
    double[] share = new double[inner];
    for (int x = 0; x < examples; x++) {
      path[x] = path(right[x]);
      for (int i = 0; i < inner; i++) {
        coming[i] += path[x][i];
        share[i] += path[x][i] * right[x][i];
      }
    }
    double loss = 0;
    double[] slope = new double[inner]; // of the penalty, with respect to each share
    for (int i = 0; i < inner; i++) {
      coming[i] = Math.max(NEAREST, coming[i]); // a node may be as good as cut off
      share[i] = Math.min(1 - NEAREST, Math.max(NEAREST, share[i] / coming[i]));
      double weight = penalty / Integer.highestOneBit(i + 1); // halved on each level
      loss -= weight * (Math.log(share[i]) + Math.log(1 - share[i])) / 2;
      slope[i] = -weight * (1 / share[i] - 1 / (1 - share[i])) / 2;
    }
    INDArray targetsHere = targets.castTo(all.dataType());
    double[][] costs = MatrixRows.of(targetsHere.mmul(logLeaves().transpose()).negi());
    double[] cost = new double[2 * inner + 1]; // of coming to a node
    for (int x = 0; x < examples; x++) {
      for (int leaf = 0; leaf <= inner; leaf++) {
        cost[inner + leaf] = costs[x][leaf] / examples;
        loss += path[x][inner + leaf] * cost[inner + leaf];
      }
      for (int i = inner - 1; i >= 0; i--) {
        double p = right[x][i];
        double difference = cost[2 * i + 2] - cost[2 * i + 1];
        cost[i] = cost[2 * i + 1] + p * difference + slope[i] * (p - share[i]) / coming[i];
        double towardsRight = path[x][i] * (difference + slope[i] / coming[i]);
        right[x][i] = towardsRight * p * (1 - p) * sharpness; // from here on the gradient
      }
    }
    gradient.assign(this, features, targetsHere, Nd4j.createFromArray(right), path);
    return loss;
  }

  private void assign(
      SoftBranches tree, INDArray features, INDArray targets, INDArray delta, double[][] path) {
    INDArray typed = delta.castTo(all.dataType());
    filters.assign(features.castTo(all.dataType()).transpose().mmul(typed));
    biases.assign(typed.sum(true, 0));
    INDArray arrivals =
        Nd4j.createFromArray(path)
            .get(NDArrayIndex.all(), NDArrayIndex.interval(inner(), 2 * inner() + 1))
            .castTo(all.dataType())
            .div(features.size(0));
    INDArray told = arrivals.transpose().mmul(targets);
    INDArray own = SoftTargets.softmax(tree.leaves, 1).muliColumnVector(told.sum(true, 1));
    leaves.assign(own.subi(told));
  }
}
