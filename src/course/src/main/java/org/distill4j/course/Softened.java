package org.distill4j.course;

import java.util.LinkedHashMap;
import java.util.Map;
import org.distill4j.loss.SoftTargets;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** Logarithms of a teacher's and of a student's softened distribution, right or wrong. */
record Softened(INDArray logP, INDArray logQ) {

  static Softened right(INDArray v, INDArray z, double T) {
    return new Softened(SoftTargets.logSoftmax(v, T), SoftTargets.logSoftmax(z, T));
  }

  /** Divergence of each example, {@code [N, 1]}. */
  INDArray divergence() {
    return Transforms.exp(logP, true).muli(logP.sub(logQ)).sum(true, 1);
  }

  /** Student minus teacher, {@code [N, C]}: the gradient but for the temperature. */
  INDArray difference() {
    return Transforms.exp(logQ, true).subi(Transforms.exp(logP, true));
  }

  /** Pairs that result from mistakes in the softmax or with the temperature. */
  static Map<String, Softened> wrong(INDArray v, INDArray z, double T) {
    Softened right = right(v, z, T);
    Softened cold = right(v, z, 1);
    Map<String, Softened> pairs = new LinkedHashMap<>();
    pairs.put("only the teacher is softened", new Softened(right.logP, cold.logQ));
    pairs.put("only the student is softened", new Softened(cold.logP, right.logQ));
    pairs.put("neither softmax has the temperature", cold);
    pairs.put(
        "each column is made to sum to 1, not each row",
        new Softened(SoftmaxMistakes.logDownColumns(v, T), SoftmaxMistakes.logDownColumns(z, T)));
    pairs.put("the soft targets do not sum to 1", new Softened(v.div(T), right.logQ));
    pairs.put("neither softmax is divided by its sum", new Softened(v.div(T), z.div(T)));
    pairs.put(
        "the teacher's probabilities are taken for logits",
        new Softened(SoftTargets.logSoftmax(SoftTargets.softmax(v, 1), T), right.logQ));
    pairs.put(
        "the teacher's logits are taken for probabilities",
        new Softened(Transforms.log(v, true), right.logQ));
    pairs.put(
        "an exponential overflows: subtract the largest logit of each row first",
        new Softened(
            Transforms.log(SoftmaxMistakes.naive(v, T), false),
            Transforms.log(SoftmaxMistakes.naive(z, T), false)));
    return pairs;
  }
}
