package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Attention transfer (AT): the distance between the attention maps of teacher and student, {@code
 * weight * ||Q_s - Q_t||} of each example, with {@code Q = a / ||a||} and {@code a = sum_c A_c^2}
 * over the channels (Zagoruyko and Komodakis 2017, <a
 * href="https://arxiv.org/abs/1612.03928">arXiv:1612.03928</a>, equation 2).
 *
 * <p>Targets and output are maps {@code [B, channels, height, width]}; the numbers of channels may
 * differ, and where the sizes do, the larger maps are averaged over cells first. The paper's weight
 * is beta / 2, with a beta of 1000 over the number of positions times the batch size. The form that
 * most programs copy is another loss, the mean over positions of the squared difference, and there
 * the weight is 1000: a weight never goes from one form to the other.
 *
 * @param weight of this loss beside the others, above 0 and finite
 * @param squared false for the paper's form, true for the mean of squares
 */
public record AttentionLoss(double weight, boolean squared) implements BatchLoss {

  /** Checks the weight. */
  public AttentionLoss {
    Weights.requirePositive("weight", weight);
  }

  /**
   * The form of the paper: the Euclidean distance of the two attention maps.
   *
   * @param weight of this loss beside the others, above 0 and finite
   * @return the loss
   */
  public static AttentionLoss ofPaper(double weight) {
    return new AttentionLoss(weight, false);
  }

  /**
   * The widely copied form: the mean over positions of the squared difference.
   *
   * @param weight of this loss beside the others, above 0 and finite
   * @return the loss
   */
  public static AttentionLoss meanOfSquares(double weight) {
    return new AttentionLoss(weight, true);
  }

  @Override
  public Value value(INDArray targets, INDArray output) {
    AttentionMap.requireMaps(targets, output);
    long height = Math.min(targets.size(2), output.size(2));
    long width = Math.min(targets.size(3), output.size(3));
    INDArray maps = Cells.means(output, height, width);
    INDArray teacher = Cells.means(targets.castTo(output.dataType()), height, width);
    UnitRows student = AttentionMap.rows(maps);
    INDArray difference = student.rows().sub(AttentionMap.of(teacher));
    INDArray distance = difference.norm2(true, 1);
    INDArray differs = distance.gt(0).castTo(output.dataType());
    INDArray perExample = squared ? distance.mul(distance).divi(difference.size(1)) : distance;
    INDArray slope =
        squared
            ? difference.mul(2.0 / difference.size(1))
            : difference.divColumnVector(distance.add(differs.rsub(1)));

    INDArray each = student.backward(slope).muli(2 * weight);
    INDArray gradient = maps.mul(each.dup('c').reshape(output.size(0), 1, height, width));
    return new Value(perExample.mul(weight), Cells.backward(gradient, output));
  }

  @Override
  public boolean comparesMaps() {
    return true;
  }
}
