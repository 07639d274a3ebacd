package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Relational knowledge distillation of angles (RKD-A): {@code weight * mean_ijk huber(cos_ijk -
 * cos'_ijk)} over the ordered triples of different examples, where {@code cos_ijk} is the cosine of
 * the angle at j between the directions to i and to k (Park et al. 2019, <a
 * href="https://arxiv.org/abs/1904.05068">arXiv:1904.05068</a>, equations 8 and 9).
 *
 * <p>Targets are {@code [B, h]} and the output is {@code [B, d]}, any widths. The value reported
 * for an example is its share, the mean over the angles at it; fewer than three examples have none.
 * The work grows with the cube of the batch. In use are weights of 50 for angles beside 25 for
 * distances; the paper's proportion is 2 to 1.
 *
 * @param weight of this loss beside the others, above 0 and finite
 */
public record RelationAngleLoss(double weight) implements BatchLoss {

  /** Checks the weight. */
  public RelationAngleLoss {
    Weights.requirePositive("weight", weight);
  }

  @Override
  public Value value(INDArray targets, INDArray output) {
    long n = output.size(0);
    INDArray t = targets.castTo(output.dataType());
    INDArray different = Nd4j.eye(n).castTo(output.dataType()).rsubi(1);
    double scale =
        weight / Math.max((n - 1) * (n - 2), 1); // the mean over triples, times the batch
    INDArray perExample = Nd4j.zeros(output.dataType(), n, 1);
    INDArray gradient = output.like();
    for (int j = 0; j < n; j++) {
      UnitRows e = directionsFrom(j, output);
      INDArray teacher = directionsFrom(j, t).rows();
      INDArray cosine = e.rows().mmul(e.rows().transpose());
      INDArray difference = cosine.subi(teacher.mmul(teacher.transpose())).muli(different);
      Huber huber = Huber.of(difference);
      perExample.putScalar(j, 0, huber.loss().sumNumber().doubleValue() * scale);

      INDArray slope = e.backward(huber.slope().mmul(e.rows()).muli(2 * scale));
      gradient.addi(slope);
      gradient.getRow(j).subi(slope.sum(0));
    }
    return new Value(perExample, gradient);
  }

  private static UnitRows directionsFrom(int vertex, INDArray rows) {
    return UnitRows.of(rows.subRowVector(rows.getRow(vertex)));
  }

  @Override
  public boolean comparesEntries() {
    return false;
  }
}
