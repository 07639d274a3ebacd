package org.distill4j.course;

import java.util.stream.IntStream;
import org.distill4j.distill.TransferSet;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.SoftTargets;
import org.distill4j.loss.Targets;
import org.distill4j.loss.Value;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * The unknown patients of notebook 14: losses, and one set of stored answers, that may be ill. They
 * are compiled, so that a cell shows what they do and not what they are; {@link Ward} judges the
 * diagnosis. All losses are meant to be the soft part at T = 4, if nothing else is said.
 */
public final class Unknown {

  private static final double T = 4;
  private static final ResponseLoss SOUND = SoftTargetLoss.at(T).hard(0).soft(1);

  private Unknown() {}

  /**
   * The patient of the ward of wrong formulas.
   *
   * @return a loss
   */
  public static ResponseLoss formula() {
    return (targets, z) -> {
      INDArray p = softened(targets.teacherLogits()).mean(true, 0);
      INDArray q = softened(z);
      INDArray gap = Transforms.log(q).rsubRowVector(Transforms.log(p)); // log p - log q
      INDArray divergence = gap.mulRowVector(p).sum(true, 1);
      return new Value(divergence.mul(T * T), q.subRowVector(p).mul(T));
    };
  }

  /**
   * The patient of the ward of wrong scales.
   *
   * @return a loss
   */
  public static ResponseLoss scale() {
    return new Piling();
  }

  /**
   * The patient of the ward of wrong shapes.
   *
   * @return a loss
   */
  public static ResponseLoss shape() {
    return (targets, z) -> {
      INDArray p = softened(targets.teacherLogits());
      INDArray q = softened(z.transpose()).transpose();
      INDArray divergence = p.mul(Transforms.log(p).sub(Transforms.log(q))).sum(true, 1);
      INDArray gradient = q.mulRowVector(p.sum(true, 0)).sub(p);
      return new Value(divergence.mul(T * T), gradient.mul(T));
    };
  }

  /**
   * The patient of the ward of wrong connections. It is meant to be Hinton's loss with weights 0.1
   * and 0.9.
   *
   * @return a loss
   */
  public static ResponseLoss wiring() {
    ResponseLoss both = SoftTargetLoss.at(T).hard(0.1).soft(0.9);
    ResponseLoss labels = SoftTargetLoss.at(T).hard(0.1).soft(0);
    return (targets, z) ->
        new Value(both.value(targets, z).perExample(), labels.value(targets, z).gradient());
  }

  /**
   * The patient of the ward of wrong data: what was stored for the same examples.
   *
   * @param healthy answers about ten classes; not modified
   * @return other answers about the same examples
   */
  public static TransferSet data(TransferSet healthy) {
    int[] columns = IntStream.range(0, 10).map(k -> k == 4 ? 9 : k == 9 ? 4 : k).toArray();
    return TransferSet.of(healthy.data(), healthy.logits().getColumns(columns));
  }

  /**
   * The patient that comes last.
   *
   * @return a loss
   */
  public static ResponseLoss last() {
    return (targets, z) -> {
      INDArray p = softened(targets.teacherLogits());
      INDArray own = p.mul(SoftTargets.logSoftmax(targets.teacherLogits(), T)).sum(true, 1);
      INDArray cross = p.mul(SoftTargets.logSoftmax(z, T)).sum(true, 1);
      return new Value(own.sub(cross).mul(T * T), softened(z).sub(p).mul(T));
    };
  }

  private static INDArray softened(INDArray logits) {
    return SoftTargets.softmax(logits, T);
  }

  /** Adds each gradient to those before it, as long as the batches have one shape. */
  private static final class Piling implements ResponseLoss {

    private @Nullable INDArray heap;

    @Override
    public Value value(Targets targets, INDArray z) {
      Value right = SOUND.value(targets, z);
      INDArray gradient = right.gradient();
      INDArray before = heap;
      heap = before != null && before.equalShapes(gradient) ? before.add(gradient) : gradient;
      return new Value(right.perExample(), heap);
    }
  }
}
