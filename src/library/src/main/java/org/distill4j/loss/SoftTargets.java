package org.distill4j.loss;

import java.util.Arrays;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Softened class probabilities and the quantities read off them.
 *
 * <p>Everything goes through one log-softmax that subtracts the largest logit first, so logits of
 * any finite size give finite, right values. Natural logarithms throughout; results have the type
 * of the logits; arguments are never modified.
 */
public final class SoftTargets {

  private SoftTargets() {}

  /**
   * The softmax at a temperature (Hinton, Vinyals, Dean 2015, equation 1): {@code p_i = exp(v_i /
   * T) / sum_j exp(v_j / T)}.
   *
   * @param logits scores {@code [N, C]}
   * @param temperature above 0 and finite; 1 is the ordinary softmax, larger is softer
   * @return probabilities {@code [N, C]}, each row summing to 1
   * @throws IllegalArgumentException if the temperature is not above 0 and finite, or the logits
   *     are no matrix
   */
  public static INDArray softmax(INDArray logits, double temperature) {
    return Transforms.exp(logSoftmax(logits, temperature), false);
  }

  /**
   * The logarithm of {@link #softmax}, exact also where the probability itself underflows.
   *
   * @param logits scores {@code [N, C]}
   * @param temperature above 0 and finite
   * @return log probabilities {@code [N, C]}
   * @throws IllegalArgumentException as {@link #softmax} does
   */
  public static INDArray logSoftmax(INDArray logits, double temperature) {
    requireTemperature(temperature);
    requireMatrix("logits", logits);
    Matrix z = Matrix.of(logits);
    Matrix result = Matrix.zeros(z.rows(), z.columns());
    for (int row = 0; row < z.rows(); row++) {
      RowSoftmax softmax = RowSoftmax.of(z.row(row), temperature);
      for (int k = 0; k < z.columns(); k++) {
        result.add(row, k, softmax.log(k));
      }
    }
    return result.array(logits.dataType());
  }

  /**
   * Kullback-Leibler divergence from the teacher's to the student's softened distribution, {@code
   * KL(p || q) = sum_k p_k (log p_k - log q_k)}, without the factor T squared.
   *
   * @param teacherLogits logits of p, {@code [N, C]}
   * @param studentLogits logits of q, {@code [N, C]}
   * @param temperature above 0 and finite
   * @return divergence of each example, {@code [N, 1]}, never below 0 but for rounding
   */
  public static INDArray divergence(
      INDArray teacherLogits, INDArray studentLogits, double temperature) {
    INDArray logP = logSoftmax(teacherLogits, temperature);
    INDArray logQ = logSoftmax(studentLogits, temperature);
    return Transforms.exp(logP, true).muli(logP.subi(logQ)).sum(true, 1);
  }

  /**
   * Kullback-Leibler divergence between distributions that are given as probabilities, with {@code
   * 0 log 0 = 0}; infinite where the student rules out what the teacher does not. Where logits are
   * known, {@link #divergence} is exact and this is not.
   *
   * @param teacher probabilities p, {@code [N, C]}
   * @param student probabilities q, {@code [N, C]}
   * @return {@code KL(p || q)} of each example, {@code [N, 1]}
   */
  public static INDArray divergenceOfProbabilities(INDArray teacher, INDArray student) {
    requireMatrix("teacher", teacher);
    INDArray absent = teacher.eq(0).castTo(teacher.dataType()); // there, log 1 in place of log 0
    INDArray logP = Transforms.log(teacher.add(absent), false);
    INDArray logQ = Transforms.log(student.add(absent), false);
    return logP.subi(logQ).muli(teacher).sum(true, 1);
  }

  /**
   * Entropy of the softened distribution, {@code H(p) = -sum_k p_k log p_k}, in nats.
   *
   * @param logits scores {@code [N, C]}
   * @param temperature above 0 and finite
   * @return entropy of each example, {@code [N, 1]}, between 0 and {@code log C}
   */
  public static INDArray entropy(INDArray logits, double temperature) {
    INDArray logP = logSoftmax(logits, temperature);
    return Transforms.exp(logP, true).muli(logP).sum(true, 1).rsubi(0);
  }

  /**
   * Labels and teacher logits side by side: the targets of {@link SoftTargetLoss}.
   *
   * @param oneHot hard labels {@code [N, C]}, each row summing to 1, or to 0 where none is known
   * @param teacherLogits logits {@code [N, C]}
   * @return {@code [N, 2C]}, of the logits' type
   * @throws IllegalArgumentException if the shapes differ, or a row of labels has another sum
   */
  public static INDArray pack(INDArray oneHot, INDArray teacherLogits) {
    requireMatrix("teacherLogits", teacherLogits);
    if (!oneHot.equalShapes(teacherLogits)) {
      throw new IllegalArgumentException(
          "oneHot and teacherLogits must have the same shape [N, C], but oneHot is "
              + Arrays.toString(oneHot.shape())
              + " and teacherLogits is "
              + Arrays.toString(teacherLogits.shape()));
    }
    requireDistributions(oneHot);
    return Nd4j.hstack(oneHot.castTo(teacherLogits.dataType()), teacherLogits);
  }

  private static void requireDistributions(INDArray oneHot) {
    double[] sums = oneHot.sum(1).toDoubleVector();
    for (int i = 0; i < sums.length; i++) {
      if (!(Math.abs(sums[i] - 1) < 1e-3 || sums[i] == 0)) {
        throw new IllegalArgumentException(
            "each row of oneHot must sum to 1, or be 0 where no label is known, but row %d sums to %s"
                .formatted(i, sums[i]));
      }
    }
  }

  static void requireTemperature(double temperature) {
    if (!(temperature > 0) || Double.isInfinite(temperature)) {
      throw new IllegalArgumentException(
          "temperature must be above 0 and finite, but was " + temperature);
    }
  }

  private static void requireMatrix(String name, INDArray array) {
    if (array.rank() != 2) {
      throw new IllegalArgumentException(
          name + " must be a matrix [N, C], but has shape " + Arrays.toString(array.shape()));
    }
  }
}
