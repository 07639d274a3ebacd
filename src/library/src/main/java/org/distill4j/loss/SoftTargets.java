package org.distill4j.loss;

import java.util.Arrays;
import org.distill4j.internal.MatrixRows;
import org.distill4j.internal.Ranges;
import org.distill4j.internal.RowSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
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
    double[][] z = MatrixRows.of(logits);
    int C = z[0].length;
    double[] logP = new double[z.length * C];
    for (int i = 0; i < z.length; i++) {
      RowSoftmax softmax = RowSoftmax.of(z[i], temperature);
      for (int k = 0; k < C; k++) {
        logP[i * C + k] = softmax.log(k);
      }
    }
    return MatrixRows.array(logits.dataType(), C, logP);
  }

  /**
   * Kullback-Leibler divergence from the teacher's to the student's softened distribution, {@code
   * KL(p || q) = sum_k p_k (log p_k - log q_k)}, without the factor T squared. The teacher stands
   * before its student. Logits of minus infinity are probabilities of 0, as in logarithms of
   * probabilities, with {@code 0 log 0 = 0}.
   *
   * @param teacherLogits logits of p, {@code [N, C]}
   * @param studentLogits logits of q, {@code [N, C]}
   * @param temperature above 0 and finite
   * @return divergence of each example, {@code [N, 1]}, never below 0 but for rounding; infinite
   *     where the student rules out what the teacher does not
   */
  public static INDArray divergence(
      INDArray teacherLogits, INDArray studentLogits, double temperature) {
    requireTemperature(temperature);
    requireMatrix("teacherLogits", teacherLogits);
    requireSameShape(teacherLogits, studentLogits);
    double[][] v = MatrixRows.of(teacherLogits); // [N, C]
    double[][] z = MatrixRows.of(studentLogits); // [N, C]
    double[] divergence = new double[v.length]; // [N]
    for (int i = 0; i < v.length; i++) {
      RowSoftmax p = RowSoftmax.of(v[i], temperature);
      divergence[i] = p.divergence(RowSoftmax.of(z[i], temperature));
    }
    return MatrixRows.array(studentLogits.dataType(), 1, divergence);
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

  static void requireTemperature(double temperature) {
    Ranges.requirePositive("temperature", temperature);
  }

  private static void requireMatrix(String name, INDArray array) {
    if (array.rank() != 2) {
      throw new IllegalArgumentException(
          name + " must be a matrix [N, C], but has shape " + Arrays.toString(array.shape()));
    }
  }

  private static void requireSameShape(INDArray teacherLogits, INDArray studentLogits) {
    if (!teacherLogits.equalShapes(studentLogits)) {
      throw new IllegalArgumentException(
          "teacherLogits and studentLogits must have the same shape [N, C], but have %s and %s"
              .formatted(
                  Arrays.toString(teacherLogits.shape()), Arrays.toString(studentLogits.shape())));
    }
  }
}
