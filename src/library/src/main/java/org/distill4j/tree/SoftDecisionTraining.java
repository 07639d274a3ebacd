package org.distill4j.tree;

import java.util.Arrays;
import java.util.Random;
import org.distill4j.data.Dataset;
import org.distill4j.distill.TransferSet;
import org.distill4j.internal.Permutation;
import org.distill4j.loss.SoftTargets;
import org.distill4j.model.Progress;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.Adam;

/** How a {@link SoftDecisionTree} is trained; every setting but the depth has a default. */
public final class SoftDecisionTraining {

  private static final int DEEPEST = 12;

  private final int depth;
  private double temperature = 1;
  private double sharpness = 1;
  private double penalty = 0.1;
  private int epochs = 10;
  private int batchSize = 128;
  private double learningRate = 0.01;
  private long seed;

  SoftDecisionTraining(int depth) {
    if (depth < 1 || depth > DEEPEST) {
      throw new IllegalArgumentException(
          "depth must be from 1 to %d, but was %d".formatted(DEEPEST, depth));
    }
    this.depth = depth;
  }

  /**
   * At which the teacher's logits become the distributions that are learnt.
   *
   * @param softness above 0 and finite; 1 unless said otherwise
   * @return this
   */
  public SoftDecisionTraining temperature(double softness) {
    temperature = Ranges.positive("temperature", softness);
    return this;
  }

  /**
   * How sharply a node decides: the factor before its weighted sum, the paper's beta.
   *
   * @param factor above 0 and finite; 1 unless said otherwise
   * @return this
   */
  public SoftDecisionTraining sharpness(double factor) {
    sharpness = Ranges.positive("sharpness", factor);
    return this;
  }

  /**
   * Weight of the penalty that keeps nodes from sending all examples to one side, the paper's
   * lambda; it halves on each level. The paper smooths the shares it looks at over batches; here
   * they are those of the batch, so batches should have several times as many examples as leaves.
   *
   * @param weight at least 0 and finite; 0.1 unless said otherwise
   * @return this
   */
  public SoftDecisionTraining penalty(double weight) {
    if (!(weight >= 0) || Double.isInfinite(weight)) {
      throw new IllegalArgumentException(
          "penalty must be at least 0 and finite, but was " + weight);
    }
    penalty = weight;
    return this;
  }

  /**
   * Passes through the transfer set.
   *
   * @param count at least 1; 10 unless said otherwise
   * @return this
   */
  public SoftDecisionTraining epochs(int count) {
    epochs = Ranges.atLeastOne("epochs", count);
    return this;
  }

  /**
   * Examples in a step.
   *
   * @param examples at least 1; 128 unless said otherwise
   * @return this
   */
  public SoftDecisionTraining batchSize(int examples) {
    batchSize = Ranges.atLeastOne("batchSize", examples);
    return this;
  }

  /**
   * Adam's learning rate at the start; it falls linearly to 0.
   *
   * @param rate above 0 and finite; 0.01 unless said otherwise
   * @return this
   */
  public SoftDecisionTraining learningRate(double rate) {
    learningRate = Ranges.positive("learningRate", rate);
    return this;
  }

  /**
   * Seed of the first weights and of the order of the examples.
   *
   * @param number any; 0 unless said otherwise
   * @return this
   */
  public SoftDecisionTraining seed(long number) {
    seed = number;
    return this;
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
