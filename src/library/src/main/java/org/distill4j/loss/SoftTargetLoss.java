package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Hinton's loss: {@code hardWeight * CE(y, softmax(z)) + softWeight * T^2 * KL(softmax(v/T) ||
 * softmax(z/T))}.
 *
 * <p>The factor T squared keeps the gradient of the soft part at the size of the hard part's when
 * the temperature changes, so the weights keep their meaning (Hinton, Vinyals, Dean 2015, <a
 * href="https://arxiv.org/abs/1503.02531">arXiv:1503.02531</a>, section 2). The divergence differs
 * from the soft cross-entropy of the paper by a constant; their gradients are equal.
 *
 * <p>Targets are {@link SoftTargets#pack packed}: one-hot labels and teacher logits, {@code [B,
 * 2C]}. A weight of 0.9 on the soft and 0.1 on the hard part is a good start: the paper asks for a
 * "considerably lower weight" on the hard one.
 *
 * @param temperature of both softmaxes, above 0 and finite
 * @param hardWeight weight of the cross-entropy with the labels, 0 or more and finite
 * @param softWeight weight of the divergence from the teacher, 0 or more and finite; not both
 *     weights may be 0
 */
public record SoftTargetLoss(double temperature, double hardWeight, double softWeight)
    implements BatchLoss {

  /**
   * Checks temperature and weights.
   *
   * @param temperature above 0 and finite
   * @param hardWeight 0 or more and finite
   * @param softWeight 0 or more and finite
   */
  public SoftTargetLoss {
    SoftTargets.requireTemperature(temperature);
    Weights.requireOne("hardWeight", hardWeight, "softWeight", softWeight);
  }

  /**
   * The weighted form of most tutorials, with {@code hardWeight = 1 - softWeight}.
   *
   * @param temperature of both softmaxes, above 0 and finite
   * @param softWeight from 0 to 1
   * @return the loss
   */
  public static SoftTargetLoss hinton(double temperature, double softWeight) {
    if (!(softWeight >= 0 && softWeight <= 1)) {
      throw new IllegalArgumentException("softWeight must be from 0 to 1, but was " + softWeight);
    }
    return new SoftTargetLoss(temperature, 1 - softWeight, softWeight);
  }

  @Override
  public Value value(INDArray targets, INDArray output) {
    Packed.requireFits(targets, output);
    Matrix z = Matrix.of(output);
    Matrix labelsAndLogits = Matrix.of(targets);
    Matrix perExample = Matrix.zeros(z.rows(), 1);
    Matrix gradient = Matrix.zeros(z.rows(), z.columns());
    double softScale = softWeight * temperature * temperature;
    for (int row = 0; row < z.rows(); row++) {
      double[] y = labelsAndLogits.row(row, 0, z.columns());
      double[] v = labelsAndLogits.row(row, z.columns(), 2 * z.columns());
      RowSoftmax hard = RowSoftmax.of(z.row(row), 1);
      RowSoftmax p = RowSoftmax.of(v, temperature);
      RowSoftmax q = RowSoftmax.of(z.row(row), temperature);
      for (int k = 0; k < y.length; k++) {
        double crossEntropy = -y[k] * hard.log(k);
        double divergence = p.share(k) * (p.log(k) - q.log(k));
        perExample.add(row, 0, hardWeight * crossEntropy + softScale * divergence);
        double hardGradient = hard.share(k) - y[k];
        double softGradient = (q.share(k) - p.share(k)) / temperature;
        gradient.add(row, k, hardWeight * hardGradient + softScale * softGradient);
      }
    }
    return new Value(perExample.array(output.dataType()), gradient.array(output.dataType()));
  }

  @Override
  public boolean needsLabels() {
    return hardWeight > 0;
  }
}
