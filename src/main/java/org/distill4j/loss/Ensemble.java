package org.distill4j.loss;

import java.util.Arrays;
import java.util.List;
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
    requireSameShape(members);
    List<INDArray> logP =
        members.stream().map(z -> SoftTargets.logSoftmax(z, temperature)).toList();
    INDArray largest = logP.stream().reduce(Transforms::max).orElseThrow();
    INDArray sum = largest.like();
    logP.forEach(p -> sum.addi(Transforms.exp(p.sub(largest), false)));
    return Transforms.log(sum.divi(members.size()), false).addi(largest).muli(temperature);
  }

  /**
   * The mean of the members' logits; its softmax is the normalised geometric mean of the members'
   * softmaxes, at every temperature.
   *
   * @param members logits of each member, {@code [N, C]} all; not modified
   * @return logits {@code [N, C]}
   */
  public static INDArray meanOfLogits(List<INDArray> members) {
    requireSameShape(members);
    INDArray sum = members.get(0).like();
    members.forEach(sum::addi);
    return sum.divi(members.size());
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
