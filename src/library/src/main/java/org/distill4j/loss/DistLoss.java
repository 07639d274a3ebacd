package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

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
 * cross-entropy of weight 1, at temperature 1 (4 on CIFAR).
 *
 * <p>Targets are {@link SoftTargets#pack packed}, {@code [B, 2C]}; the labels are not read.
 *
 * @param temperature of both softmaxes, above 0 and finite
 * @param exampleWeight weight of the correlations of rows (inter-class), 0 or more and finite
 * @param classWeight weight of the correlations of columns (intra-class), 0 or more and finite; not
 *     both weights may be 0
 */
public record DistLoss(double temperature, double exampleWeight, double classWeight)
    implements BatchLoss {

  /** Checks temperature and weights. */
  public DistLoss {
    SoftTargets.requireTemperature(temperature);
    Weights.requireOne("exampleWeight", exampleWeight, "classWeight", classWeight);
  }

  @Override
  public Value value(INDArray targets, INDArray output) {
    INDArray p = SoftTargets.softmax(Packed.of(targets, output).teacherLogits(), temperature);
    INDArray q = SoftTargets.softmax(output, temperature);
    Correlation examples = Correlation.ofRows(q, p);
    Correlation classes = Correlation.ofRows(q.transpose(), p.transpose());

    double squared = temperature * temperature;
    double classPart = classWeight * squared * (1 - classes.r.meanNumber().doubleValue());
    INDArray perExample = examples.r.rsub(1).muli(exampleWeight * squared).addi(classPart);

    double share = (double) output.size(0) / output.size(1); // a mean over classes, times the batch
    INDArray slope = examples.gradient.muli(-exampleWeight);
    slope.addi(classes.gradient.transpose().muli(-classWeight * share));
    INDArray along = slope.mul(q).sum(true, 1);
    return new Value(perExample, slope.subiColumnVector(along).muli(q).muli(temperature));
  }

  @Override
  public boolean needsLabels() {
    return false;
  }

  /** Correlation of each row of q with the same row of p, and its gradient with respect to q. */
  private record Correlation(INDArray r, INDArray gradient) {

    static Correlation ofRows(INDArray q, INDArray p) {
      INDArray a = q.subColumnVector(q.mean(true, 1));
      INDArray b = p.subColumnVector(p.mean(true, 1));
      INDArray lengthA = a.norm2(true, 1);
      INDArray lengthB = b.norm2(true, 1);
      INDArray scale = lengthA.mul(lengthB).addi(1e-8);
      INDArray r = a.mul(b).sum(true, 1).divi(scale);
      INDArray back = lengthB.mul(r).divi(scale).divi(Transforms.max(lengthA, 1e-30));
      return new Correlation(r, b.divColumnVector(scale).subi(a.muliColumnVector(back)));
    }
  }
}
