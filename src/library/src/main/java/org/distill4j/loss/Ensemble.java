package org.distill4j.loss;

import java.util.Arrays;
import java.util.List;
import org.distill4j.internal.Ranges;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * One teacher out of several: the two means that Hinton, Vinyals and Dean (2015, section 2) allow,
 * of the members' probabilities or of their logits. They differ; the second is the geometric mean.
 */
public final class Ensemble {

  private Ensemble() {}

  /**
   * Logits whose softmax at the temperature is the arithmetic mean of the members' softened
   * probabilities: {@code T log mean_m softmax(z_m / T)}, finite wherever the members' logits are.
   *
   * @param members logits of each member, {@code [N, C]} all; not modified
   * @param temperature above 0 and finite
   * @return logits {@code [N, C]}
   */
  public static INDArray meanOfProbabilities(List<INDArray> members, double temperature) {
    return meanOfProbabilities(members, temperature, equalWeights(members));
  }

  /**
   * The same with weights: {@code T log (sum_m w_m softmax(z_m / T) / sum_m w_m)}.
   *
   * @param members logits of each member, {@code [N, C]} all; not modified
   * @param temperature above 0 and finite
   * @param weights of each member, above 0 and finite; only their proportions matter
   * @return logits {@code [N, C]}
   */
  public static INDArray meanOfProbabilities(
      List<INDArray> members, double temperature, double... weights) {
    double[] shares = shares(members, weights);
    List<INDArray> logP =
        members.stream().map(z -> SoftTargets.logSoftmax(z, temperature)).toList();
    INDArray largest = logP.stream().reduce(Transforms::max).orElseThrow();
    INDArray sum = largest.like();
    for (int m = 0; m < shares.length; m++) {
      sum.addi(Transforms.exp(logP.get(m).sub(largest), false).muli(shares[m]));
    }
    return Transforms.log(sum, false).addi(largest).muli(temperature);
  }

  /**
   * The mean of the members' logits; its softmax is the normalised geometric mean of the members'
   * softmaxes, at every temperature.
   *
   * @param members logits of each member, {@code [N, C]} all; not modified
   * @return logits {@code [N, C]}
   */
  public static INDArray meanOfLogits(List<INDArray> members) {
    return meanOfLogits(members, equalWeights(members));
  }

  /**
   * The same with weights: {@code sum_m w_m z_m / sum_m w_m}.
   *
   * @param members logits of each member, {@code [N, C]} all; not modified
   * @param weights of each member, above 0 and finite; only their proportions matter
   * @return logits {@code [N, C]}
   */
  public static INDArray meanOfLogits(List<INDArray> members, double... weights) {
    double[] shares = shares(members, weights);
    INDArray sum = members.get(0).like();
    for (int m = 0; m < shares.length; m++) {
      sum.addi(members.get(m).mul(shares[m]));
    }
    return sum;
  }

  private static double[] equalWeights(List<INDArray> members) {
    return members.stream().mapToDouble(member -> 1).toArray();
  }

  private static double[] shares(List<INDArray> members, double... weights) {
    requireSameShape(members);
    if (weights.length != members.size()) {
      throw new IllegalArgumentException(
          "each of the %d members must have one weight, but there are %d weights"
              .formatted(members.size(), weights.length));
    }
    for (double weight : weights) {
      Ranges.requirePositive("weight", weight);
    }
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  private static void requireSameShape(List<INDArray> members) {
    if (members.isEmpty()) {
      throw new IllegalArgumentException("an ensemble must have at least one member, but has none");
    }
    INDArray first = members.get(0);
    for (INDArray member : members) {
      if (!member.equalShapes(first)) {
        throw new IllegalArgumentException(
            "the logits of all members must have the same shape, but have %s and %s"
                .formatted(Arrays.toString(first.shape()), Arrays.toString(member.shape())));
      }
    }
  }
}
