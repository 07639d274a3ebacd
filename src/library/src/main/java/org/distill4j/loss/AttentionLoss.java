package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Attention transfer (AT): the distance between the attention maps of teacher and student, {@code
 * ||Q_s - Q_t||} of each example, with {@code Q = a / ||a||} and {@code a = sum_c A_c^2} over the
 * channels (Zagoruyko and Komodakis 2017, <a
 * href="https://arxiv.org/abs/1612.03928">arXiv:1612.03928</a>, equation 2).
 *
 * <p>Teacher and student are maps {@code [B, channels, height, width]}; the numbers of channels may
 * differ, and where the sizes do, the larger maps are averaged over cells first. The paper's weight
 * is beta / 2, with a beta of 1000 over the number of positions times the batch size. The form that
 * most programs copy is another loss, the mean over positions of the squared difference, and there
 * the weight is 1000: a weight never goes from one form to the other.
 */
public final class AttentionLoss implements FeatureLoss {

  private final boolean squared;

  private AttentionLoss(boolean squared) {
    this.squared = squared;
  }

  /**
   * The form of the paper: the Euclidean distance of the two attention maps.
   *
   * @return the loss
   */
  public static AttentionLoss ofPaper() {
    return new AttentionLoss(false);
  }

  /**
   * The widely copied form: the mean over positions of the squared difference.
   *
   * @return the loss
   */
  public static AttentionLoss meanOfSquares() {
    return new AttentionLoss(true);
  }

  @Override
  public Value value(INDArray teacher, INDArray student) {
    AttentionMap.requireMaps(teacher, student);
    long height = Math.min(teacher.size(2), student.size(2));
    long width = Math.min(teacher.size(3), student.size(3));
    INDArray ours = AdaptiveAveragePooling.of(student, height, width); // [B, c, height, width]
    INDArray theirs = AdaptiveAveragePooling.of(teacher.castTo(student.dataType()), height, width);
    UnitRows attention = AttentionMap.rows(ours); // [B, height * width]
    INDArray difference = attention.rows().sub(AttentionMap.of(theirs)); // [B, height * width]
    INDArray distance = difference.norm2(true, 1); // [B, 1]
    INDArray differs = distance.gt(0).castTo(student.dataType()); // [B, 1]
    INDArray perExample = squared ? distance.mul(distance).divi(difference.size(1)) : distance;
    INDArray slope =
        squared
            ? difference.mul(2.0 / difference.size(1))
            : difference.divColumnVector(distance.add(differs.rsub(1)));

    INDArray each = attention.backward(slope).muli(2); // [B, height * width]
    INDArray gradient =
        ours.mul(each.dup('c').reshape(student.size(0), 1, height, width)); // [B, c, height, width]
    return new Value(perExample, AdaptiveAveragePooling.backward(gradient, student));
  }

  @Override
  public Compared compares() {
    return Compared.MAPS;
  }

  @Override
  public String toString() {
    Shown shown = Shown.of(this);
    return (squared ? shown.with("mean of squares") : shown).toString();
  }
}
