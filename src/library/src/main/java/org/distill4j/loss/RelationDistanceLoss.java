package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Relational knowledge distillation of distances (RKD-D): {@code weight * mean_ij huber(d_ij / m -
 * d'_ij / m')} over the ordered pairs of different examples, where d and d' are the distances of
 * the student's and of the teacher's rows, and m and m' their means (Park et al. 2019, <a
 * href="https://arxiv.org/abs/1904.05068">arXiv:1904.05068</a>, equations 5 to 7).
 *
 * <p>Targets are {@code [B, h]} and the output is {@code [B, d]}, any widths. The value reported
 * for an example is its share, the mean over its pairs. In use are weights of 25 for distances
 * beside 50 for angles; the paper's proportion is 1 to 2.
 *
 * @param weight of this loss beside the others, above 0 and finite
 * @param positivePairs whether the mean distance leaves out pairs of equal rows, as in RKD's code
 */
public record RelationDistanceLoss(double weight, boolean positivePairs) implements BatchLoss {

  /** Checks the weight. */
  public RelationDistanceLoss {
    Weights.requirePositive("weight", weight);
  }

  /**
   * The paper's form: the mean distance is that of all pairs.
   *
   * @param weight of this loss beside the others, above 0 and finite
   */
  public RelationDistanceLoss(double weight) {
    this(weight, false);
  }

  @Override
  public Value value(INDArray targets, INDArray output) {
    INDArray d = Distances.of(output);
    INDArray distinct = d.gt(0).castTo(d.dataType());
    double mean = mean(d);
    INDArray teacher = Distances.of(targets.castTo(output.dataType()));
    Huber huber = Huber.of(d.div(mean).subi(teacher.divi(mean(teacher))));
    double scale = weight / Math.max(output.size(0) - 1, 1); // the mean over pairs, times the batch

    double viaMean = huber.slope().mul(d).sumNumber().doubleValue() / (mean * mean * count(d));
    INDArray slope = huber.slope().div(mean).subi(viaMean).muli(distinct);
    slope.divi(d.addi(distinct.rsub(1))); // of each distance, divided by it
    INDArray gradient = output.mulColumnVector(slope.sum(true, 1)).subi(slope.mmul(output));
    return new Value(huber.loss().sum(true, 1).muli(scale), gradient.muli(2 * scale));
  }

  private double mean(INDArray distances) {
    double sum = distances.sumNumber().doubleValue();
    return sum == 0 ? 1 : sum / count(distances);
  }

  private double count(INDArray distances) {
    long n = distances.size(0);
    INDArray apart = distances.gt(0).castTo(distances.dataType());
    return Math.max(positivePairs ? apart.sumNumber().doubleValue() : n * (n - 1.0), 1);
  }

  @Override
  public boolean comparesEntries() {
    return false;
  }
}
