package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Similarity preserving distillation (SP): {@code weight / B^2 * ||G_s - G_t||^2}, where row i of G
 * holds the products of example i's features with those of every example of the batch, divided by
 * the row's length (Tung and Mori 2019, <a
 * href="https://arxiv.org/abs/1907.09682">arXiv:1907.09682</a>, equations 1 to 4).
 *
 * <p>Targets are {@code [B, h]} and the output is {@code [B, d]}, any widths. The value reported
 * for an example is its share, the mean of the squares of its row of differences. The loss is
 * small, a mean over all pairs of numbers that are small themselves, so weights are large: 3000 is
 * in use.
 *
 * @param weight of this loss beside the others, above 0 and finite
 */
public record SimilarityLoss(double weight) implements BatchLoss {

  /** Checks the weight. */
  public SimilarityLoss {
    Weights.requirePositive("weight", weight);
  }

  @Override
  public Value value(INDArray targets, INDArray output) {
    double scale = weight / output.size(0); // the mean over pairs, times the batch
    UnitRows student = similarities(output);
    UnitRows teacher = similarities(targets.castTo(output.dataType()));
    INDArray difference = student.rows().sub(teacher.rows());
    INDArray perExample = difference.mul(difference).sum(true, 1).muli(scale);

    INDArray slope = student.backward(difference.muli(2 * scale));
    return new Value(perExample, slope.add(slope.transpose()).mmul(output));
  }

  private static UnitRows similarities(INDArray features) {
    return UnitRows.of(features.mmul(features.transpose()));
  }

  @Override
  public boolean comparesEntries() {
    return false;
  }
}
