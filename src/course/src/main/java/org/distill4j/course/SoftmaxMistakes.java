package org.distill4j.course;

import java.util.List;
import org.distill4j.loss.SoftTargets;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/** What goes wrong between logits and soft targets. */
final class SoftmaxMistakes {

  private SoftmaxMistakes() {}

  static List<Mistake> of(INDArray v, double T) {
    INDArray p1 = SoftTargets.softmax(v, 1);
    INDArray e = Transforms.exp(v.div(T), false);
    INDArray whole = SoftTargets.softmax(v.dup('c').reshape(1, v.length()), T).reshape(v.shape());
    return List.of(
        new Mistake("the temperature is left out", p1),
        new Mistake(
            "the logits are multiplied by the temperature", SoftTargets.softmax(v.mul(T), 1)),
        new Mistake("the probabilities are divided by the temperature", p1.div(T)),
        new Mistake(
            "the logits are divided by the largest, which must be subtracted",
            SoftTargets.softmax(v.divColumnVector(v.max(true, 1)), T)),
        new Mistake("the temperature is applied twice", SoftTargets.softmax(v.div(T), T)),
        new Mistake(
            "probabilities are taken for logits: the softmax is applied twice",
            SoftTargets.softmax(p1, T)),
        new Mistake("logits are taken for probabilities: there is no softmax", v),
        new Mistake("the logarithm of the softmax is taken", SoftTargets.logSoftmax(v, T)),
        new Mistake(
            "each column is made to sum to 1, not each row",
            Transforms.exp(logDownColumns(v, T), false)),
        new Mistake("the whole matrix is made to sum to 1, not each row", whole),
        new Mistake("the division by the sum is left out: no row sums to 1", e),
        new Mistake(
            "an exponential overflows: subtract the largest logit of each row first", naive(v, T)));
  }

  /** The logarithm of a softmax over the wrong axis. */
  static INDArray logDownColumns(INDArray logits, double T) {
    return SoftTargets.logSoftmax(logits.transpose(), T).transpose();
  }

  /** The softmax as its formula says, which fails for large logits. */
  static INDArray naive(INDArray logits, double T) {
    INDArray e = Transforms.exp(logits.div(T), false);
    return e.divColumnVector(e.sum(true, 1));
  }
}
