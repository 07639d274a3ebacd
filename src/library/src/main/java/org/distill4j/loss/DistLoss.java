package org.distill4j.loss;

import java.util.Arrays;
import org.distill4j.internal.MatrixRows;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Distillation from a stronger teacher (DIST): {@code T^2 * (exampleWeight * (1 - mean_i r(q_i,
 * p_i)) + classWeight * (1 - mean_k r(q_:k, p_:k)))} of the softened probabilities, where r is
 * Pearson's correlation of a row (one example's classes) or of a column (one class's examples)
 * (Huang et al. 2022, <a href="https://arxiv.org/abs/2205.10536">arXiv:2205.10536</a>, equations 5
 * to 9).
 *
 * <p>Correlation asks for the teacher's order and proportions, not for its exact numbers. The
 * second part compares the examples of a batch; each of them carries an equal share of it. A row or
 * column without variation correlates with nothing. The paper uses weights of 1 and 1 beside a
 * cross-entropy of weight 1, at temperature 1 (4 on CIFAR). The labels are not read.
 */
public final class DistLoss implements ResponseLoss {

  private final double temperature;
  private final double exampleWeight;
  private final double classWeight;

  private DistLoss(double temperature, double exampleWeight, double classWeight) {
    SoftTargets.requireTemperature(temperature);
    Weights.requireOne("exampleWeight", exampleWeight, "classWeight", classWeight);
    this.temperature = temperature;
    this.exampleWeight = exampleWeight;
    this.classWeight = classWeight;
  }

  /**
   * The loss with the paper's weights, 1 and 1.
   *
   * @param temperature of both softmaxes, above 0 and finite
   * @return the loss
   */
  public static DistLoss at(double temperature) {
    return new DistLoss(temperature, 1, 1);
  }

  /**
   * The same with another weight of the correlations of rows (inter-class).
   *
   * @param weight 0 or more and finite; not both weights may be 0
   * @return the loss
   */
  public DistLoss examples(double weight) {
    return new DistLoss(temperature, weight, classWeight);
  }

  /**
   * The same with another weight of the correlations of columns (intra-class).
   *
   * @param weight 0 or more and finite; not both weights may be 0
   * @return the loss
   */
  public DistLoss classes(double weight) {
    return new DistLoss(temperature, exampleWeight, weight);
  }

  @Override
  public Value value(Targets targets, INDArray output) {
    PerExample.requireFits(targets, output);
    PerExample.requireFinite(targets, output);
    double T = temperature;
    double[][] p = MatrixRows.of(SoftTargets.softmax(targets.teacherLogits(), T)); // [B, C]
    double[][] q = MatrixRows.of(SoftTargets.softmax(output, T)); // [B, C]
    int B = q.length;
    int C = q[0].length;
    double[][] slope = new double[B][C];
    double classPart = 0; // mean over the classes; the sum over the batch has it B times
    for (int k = 0; k < C; k++) {
      Correlation ofClass = Correlation.of(column(q, k), column(p, k)); // [B]
      classPart += T * T * classWeight * (1 - ofClass.r()) / C;
      for (int i = 0; i < B; i++) {
        slope[i][k] -= classWeight * ofClass.gradient(i) * B / C;
      }
    }
    double[] perExample = new double[B];
    double[] gradient = new double[B * C];
    for (int i = 0; i < B; i++) {
      Correlation ofExample = Correlation.of(q[i], p[i]); // [C]
      perExample[i] = T * T * exampleWeight * (1 - ofExample.r()) + classPart;
      double mean = 0;
      for (int k = 0; k < C; k++) {
        slope[i][k] -= exampleWeight * ofExample.gradient(k);
        mean += slope[i][k] * q[i][k];
      }
      for (int k = 0; k < C; k++) {
        gradient[i * C + k] = T * q[i][k] * (slope[i][k] - mean);
      }
    }
    DataType type = output.dataType();
    return new Value(MatrixRows.array(type, 1, perExample), MatrixRows.array(type, C, gradient));
  }

  private static double[] column(double[][] rows, int column) {
    return Arrays.stream(rows).mapToDouble(row -> row[column]).toArray();
  }

  @Override
  public boolean needsLabels() {
    return false;
  }

  @Override
  public String toString() {
    return Shown.of(this)
        .with("T", temperature)
        .with("examples", exampleWeight)
        .with("classes", classWeight)
        .toString();
  }
}
