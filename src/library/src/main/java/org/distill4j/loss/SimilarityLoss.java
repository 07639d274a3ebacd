package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Similarity preserving distillation (SP): {@code 1 / B^2 * ||G_s - G_t||^2}, where row i of G
 * holds the products of example i's features with those of every example of the batch, divided by
 * the row's length (Tung and Mori 2019, <a
 * href="https://arxiv.org/abs/1907.09682">arXiv:1907.09682</a>, equations 1 to 4).
 *
 * <p>Teacher and student may have any widths. The value reported for an example is its share, the
 * mean of the squares of its row of differences. The loss is small, a mean over all pairs of
 * numbers that are small themselves, so weights are large: {@code new SimilarityLoss().times(3000)}
 * is in use.
 */
public record SimilarityLoss() implements FeatureLoss {

  @Override
  public Value value(INDArray teacher, INDArray student) {
    double scale = 1.0 / student.size(0); // the mean over pairs, times the batch
    UnitRows ours = similarities(student); // [B, B]
    UnitRows theirs = similarities(teacher.castTo(student.dataType())); // [B, B]
    INDArray difference = ours.rows().sub(theirs.rows()); // [B, B]
    INDArray perExample = difference.mul(difference).sum(true, 1).muli(scale); // [B, 1]

    INDArray slope = ours.backward(difference.muli(2 * scale)); // [B, B]
    return new Value(perExample, slope.add(slope.transpose()).mmul(student)); // [B, d]
  }

  private static UnitRows similarities(INDArray features) {
    return UnitRows.of(features.mmul(features.transpose())); // [B, B]
  }

  @Override
  public Compared compares() {
    return Compared.RELATIONS;
  }

  @Override
  public String toString() {
    return Shown.of(this).toString();
  }
}
