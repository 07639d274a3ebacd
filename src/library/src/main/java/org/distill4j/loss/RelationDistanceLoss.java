package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Relational knowledge distillation of distances (RKD-D): {@code mean_ij huber(d_ij / m - d'_ij /
 * m')} over the ordered pairs of different examples, where d and d' are the distances of the
 * student's and of the teacher's rows, and m and m' their means (Park et al. 2019, <a
 * href="https://arxiv.org/abs/1904.05068">arXiv:1904.05068</a>, equations 5 to 7).
 *
 * <p>Teacher and student may have any widths. The value reported for an example is its share, the
 * mean over its pairs. In use are weights of 25 for distances beside 50 for angles; the paper's
 * proportion is 1 to 2.
 */
public final class RelationDistanceLoss implements FeatureLoss {

  private final boolean positivePairs;

  private RelationDistanceLoss(boolean positivePairs) {
    this.positivePairs = positivePairs;
  }

  /**
   * The paper's form: the mean distance is that of all pairs.
   *
   * @return the loss
   */
  public static RelationDistanceLoss ofPaper() {
    return new RelationDistanceLoss(false);
  }

  /**
   * The form of RKD's code: the mean distance leaves out pairs of equal rows.
   *
   * @return the loss
   */
  public static RelationDistanceLoss ofPositivePairs() {
    return new RelationDistanceLoss(true);
  }

  @Override
  public Value value(INDArray teacher, INDArray student) {
    INDArray d = Distances.of(student); // [B, B]
    INDArray theirs = Distances.of(teacher.castTo(student.dataType())); // [B, B]
    INDArray distinct = d.gt(0).castTo(d.dataType()); // [B, B]
    double m = mean(d);
    Huber huber = Huber.of(d.div(m).subi(theirs.divi(mean(theirs)))); // [B, B]
    double scale = 1.0 / Math.max(student.size(0) - 1, 1); // the mean over pairs, times the batch

    double viaMean = huber.derivative().mul(d).sumNumber().doubleValue() / (m * m * count(d));
    INDArray slope = huber.derivative().div(m).subi(viaMean).muli(distinct); // of each distance
    INDArray divided = slope.div(d.add(distinct.rsub(1))); // by it, or by 1 where it is 0
    INDArray gradient =
        student.mulColumnVector(divided.sum(true, 1)).subi(divided.mmul(student)); // [B, d]
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
  public Compared compares() {
    return Compared.RELATIONS;
  }

  @Override
  public String toString() {
    Shown shown = Shown.of(this);
    return (positivePairs ? shown.with("positive pairs") : shown).toString();
  }
}
