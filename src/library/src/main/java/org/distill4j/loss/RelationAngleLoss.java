package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Relational knowledge distillation of angles (RKD-A): {@code mean_ijk huber(cos_ijk - cos'_ijk)}
 * over the ordered triples of different examples, where {@code cos_ijk} is the cosine of the angle
 * at j between the directions to i and to k (Park et al. 2019, <a
 * href="https://arxiv.org/abs/1904.05068">arXiv:1904.05068</a>, equations 8 and 9).
 *
 * <p>Teacher and student may have any widths. The value reported for an example is its share, the
 * mean over the angles at it; fewer than three examples have none. The work grows with the cube of
 * the batch. In use are weights of 50 for angles beside 25 for distances; the paper's proportion is
 * 2 to 1.
 */
public record RelationAngleLoss() implements FeatureLoss {

  @Override
  public Value value(INDArray teacher, INDArray student) {
    long n = student.size(0);
    INDArray t = teacher.castTo(student.dataType());
    INDArray different = Nd4j.eye(n).castTo(student.dataType()).rsubi(1); // [B, B]
    double scale = 1.0 / Math.max((n - 1) * (n - 2), 1); // the mean over triples, times the batch
    INDArray perExample = Nd4j.zeros(student.dataType(), n, 1);
    INDArray gradient = student.like();
    for (int j = 0; j < n; j++) {
      UnitRows e = directionsFrom(j, student); // [B, d]
      INDArray theirs = directionsFrom(j, t).rows(); // [B, h]
      INDArray cosine = e.rows().mmul(e.rows().transpose()); // [B, B]
      INDArray difference = cosine.subi(theirs.mmul(theirs.transpose())).muli(different);
      Huber huber = Huber.of(difference);
      perExample.putScalar(j, 0, huber.loss().sumNumber().doubleValue() * scale);

      INDArray slope = e.backward(huber.derivative().mmul(e.rows()).muli(2 * scale)); // [B, d]
      gradient.addi(slope);
      gradient.getRow(j).subi(slope.sum(0));
    }
    return new Value(perExample, gradient);
  }

  private static UnitRows directionsFrom(int vertex, INDArray rows) {
    return UnitRows.of(rows.subRowVector(rows.getRow(vertex)));
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
