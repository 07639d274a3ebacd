package org.distill4j.tree;

import java.util.Arrays;
import java.util.Random;
import org.distill4j.data.Dataset;
import org.distill4j.data.Permutation;
import org.distill4j.distill.TransferSet;
import org.distill4j.internal.Ranges;
import org.distill4j.loss.SoftTargets;
import org.distill4j.model.train.Progress;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;

/**
 * How a {@link SoftDecisionTree} is trained: {@code
 * SoftDecisionTree.depth(4).withEpochs(20).fit(set)}.
 *
 * @param depth filters on the way to a leaf, from 1 to 12
 * @param temperature at which the teacher's logits become the distributions that are learnt, above
 *     0 and finite
 * @param sharpness factor before a node's weighted sum, the paper's beta, above 0 and finite
 * @param penalty weight of the penalty that keeps nodes from sending all examples to one side, the
 *     paper's lambda, 0 or more and finite; it halves on each level. The paper smooths the shares
 *     it looks at over batches; here they are those of the batch, so batches should have several
 *     times as many examples as leaves
 * @param epochs passes through the data, at least 1
 * @param batchSize examples in a step, at least 1
 * @param learningRate of Adam at the start, above 0 and finite; it falls linearly to 0
 * @param seed of the first weights and of the order of the examples
 */
public record SoftDecisionTraining(
    int depth,
    double temperature,
    double sharpness,
    double penalty,
    int epochs,
    int batchSize,
    double learningRate,
    long seed) {

  static final int DEEPEST = 12;

  /** Checks the ranges. */
  public SoftDecisionTraining {
    Ranges.requireFromTo("depth", depth, 1, DEEPEST);
    Ranges.requirePositive("temperature", temperature);
    Ranges.requirePositive("sharpness", sharpness);
    Ranges.requireNotNegative("penalty", penalty);
    Ranges.requireAtLeast("epochs", epochs, 1);
    Ranges.requireAtLeast("batchSize", batchSize, 1);
    Ranges.requirePositive("learningRate", learningRate);
  }

  /**
   * The same at another temperature.
   *
   * @param temperature at which the teacher's logits become the distributions that are learnt,
   *     above 0 and finite
   * @return the settings
   */
  public SoftDecisionTraining withTemperature(double temperature) {
    return new SoftDecisionTraining(
        depth, temperature, sharpness, penalty, epochs, batchSize, learningRate, seed);
  }

  /**
   * The same with nodes that decide more or less sharply.
   *
   * @param sharpness factor before a node's weighted sum, the paper's beta, above 0 and finite
   * @return the settings
   */
  public SoftDecisionTraining withSharpness(double sharpness) {
    return new SoftDecisionTraining(
        depth, temperature, sharpness, penalty, epochs, batchSize, learningRate, seed);
  }

  /**
   * The same with another penalty of nodes that send all examples to one side.
   *
   * @param penalty its weight, the paper's lambda, 0 or more and finite
   * @return the settings
   */
  public SoftDecisionTraining withPenalty(double penalty) {
    return new SoftDecisionTraining(
        depth, temperature, sharpness, penalty, epochs, batchSize, learningRate, seed);
  }

  /**
   * The same with another length.
   *
   * @param epochs passes through the data, at least 1
   * @return the settings
   */
  public SoftDecisionTraining withEpochs(int epochs) {
    return new SoftDecisionTraining(
        depth, temperature, sharpness, penalty, epochs, batchSize, learningRate, seed);
  }

  /**
   * The same with another batch size.
   *
   * @param batchSize examples in a step, at least 1
   * @return the settings
   */
  public SoftDecisionTraining withBatchSize(int batchSize) {
    return new SoftDecisionTraining(
        depth, temperature, sharpness, penalty, epochs, batchSize, learningRate, seed);
  }

  /**
   * The same with another learning rate.
   *
   * @param learningRate of Adam at the start, above 0 and finite; it falls linearly to 0
   * @return the settings
   */
  public SoftDecisionTraining withLearningRate(double learningRate) {
    return new SoftDecisionTraining(
        depth, temperature, sharpness, penalty, epochs, batchSize, learningRate, seed);
  }

  /**
   * The same with another seed.
   *
   * @param seed of the first weights and of the order of the examples
   * @return the settings
   */
  public SoftDecisionTraining withSeed(long seed) {
    return new SoftDecisionTraining(
        depth, temperature, sharpness, penalty, epochs, batchSize, learningRate, seed);
  }

  /**
   * Trains a tree on what a teacher said. Labels are not read.
   *
   * @param set the examples and what the teacher said about them
   * @return the tree
   * @throws IllegalStateException if the loss is no longer finite, or the thread was interrupted
   */
  public SoftDecisionTree fit(TransferSet set) {
    return fit(set.data(), SoftTargets.softmax(set.logits(), temperature));
  }

  /**
   * Trains a tree without a teacher, on hard labels; the temperature has no effect.
   *
   * @param train labelled examples
   * @return the tree
   * @throws IllegalStateException if the set is unlabelled, the loss is no longer finite, or the
   *     thread was interrupted
   */
  public SoftDecisionTree fit(Dataset train) {
    return fit(train, train.labels());
  }

  private SoftDecisionTree fit(Dataset data, INDArray targets) {
    Random random = new Random(seed);
    SoftBranches tree =
        SoftBranches.random(
            depth, sharpness, data.width(), (int) targets.size(1), DataType.FLOAT, random);
    SoftBranches gradient = tree.like(tree.all.like());
    GradientUpdater<?> adam =
        new Adam(learningRate)
            .instantiate(Nd4j.zeros(DataType.FLOAT, 1, 2 * tree.all.length()), true);
    try (Progress progress = Progress.of("training a tree")) {
      int step = 0;
      for (int epoch = 0; epoch < epochs; epoch++) {
        int[] order = Permutation.of(data.size(), random);
        for (int start = 0; start < order.length; start += batchSize) {
          int end = Math.min(order.length, start + batchSize);
          int[] rows = Arrays.copyOfRange(order, start, end);
          double loss =
              tree.loss(data.features(rows), Nd4j.pullRows(targets, 1, rows), penalty, gradient);
          requireGoingOn(loss, epoch + 1);
          double done = (epoch + (double) start / order.length) / epochs;
          adam.applyUpdater(gradient.all, step++, 0);
          tree.all.subi(gradient.all.muli(1 - done));
          progress.at(done, () -> "loss %.4f".formatted(loss));
        }
      }
    }
    return new SoftDecisionTree(tree, depth);
  }

  private static void requireGoingOn(double loss, int epoch) {
    if (!Double.isFinite(loss)) {
      throw new IllegalStateException(
          "the loss became %s in epoch %d; a lower learningRate may help".formatted(loss, epoch));
    }
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("the training was interrupted in epoch " + epoch);
    }
  }
}
