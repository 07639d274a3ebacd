package org.distill4j.course;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.distill4j.loss.ReverseDivergenceLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.SoftTargets;
import org.distill4j.loss.Targets;
import org.distill4j.loss.Value;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What goes wrong in the distillation loss and in its gradient; letters as in the paper. */
final class LossMistakes {

  private final double T;
  private final double hardWeight;
  private final double softWeight;
  private final INDArray y;
  private final INDArray v;
  private final INDArray z;
  private final Value right;
  private final Value reversed;
  private final List<Mistake> found = new ArrayList<>();

  private LossMistakes(SoftTargetLoss loss, Targets targets, INDArray output) {
    T = loss.temperature();
    hardWeight = loss.hardWeight();
    softWeight = loss.softWeight();
    right = loss.value(targets, output); // refuses what does not fit
    reversed = ReverseDivergenceLoss.at(T).value(targets, output);
    y = targets.labels().castTo(output.dataType());
    v = targets.teacherLogits().castTo(output.dataType());
    z = output;
  }

  static List<Mistake> inValue(SoftTargetLoss loss, Targets targets, INDArray output) {
    LossMistakes in = new LossMistakes(loss, targets, output);
    INDArray hard = in.crossEntropy(in.y, 1);
    in.addAll(hard, in.crossEntropy(in.y, in.T), Softened::divergence, in.T * in.T);
    double factor = in.softWeight * in.T * in.T;
    INDArray hardPart = hard.mul(in.hardWeight);
    in.add("KL is the wrong way round", hardPart.add(in.reversed.perExample().mul(in.softWeight)));
    in.add(
        "the soft part is the cross-entropy: KL is that minus the teacher's entropy",
        hardPart.add(in.crossEntropy(SoftTargets.softmax(in.v, in.T), in.T).mul(factor)));
    in.add(
        "the teacher's logits are taken for probabilities",
        hardPart.add(in.crossEntropy(in.v, in.T).mul(factor)));
    return in.found;
  }

  static List<Mistake> inGradient(SoftTargetLoss loss, Targets targets, INDArray output) {
    LossMistakes in = new LossMistakes(loss, targets, output);
    INDArray hard = SoftTargets.softmax(in.z, 1).sub(in.y);
    in.addAll(hard, SoftTargets.softmax(in.z, in.T).sub(in.y), Softened::difference, in.T);
    INDArray gradient = in.right.gradient();
    in.add(
        "KL is the wrong way round",
        hard.mul(in.hardWeight).add(in.reversed.gradient().mul(in.softWeight)));
    in.add("it is the gradient of the mean, not of the sum", gradient.div(in.z.size(0)));
    in.add("its sign is turned: it is the student minus the target", gradient.neg());
    in.add(
        "the teacher's logits are taken for probabilities",
        hard.mul(in.hardWeight)
            .add(SoftTargets.softmax(in.z, in.T).sub(in.v).mul(in.softWeight * in.T)));
    return in.found;
  }

  /** Mistakes of scale and distribution, the same in value and gradient but for the factor. */
  private void addAll(
      INDArray hard, INDArray softenedHard, Function<Softened, INDArray> part, double factor) {
    INDArray soft = part.apply(Softened.right(v, z, T));
    INDArray hardPart = hard.mul(hardWeight);
    INDArray softPart = soft.mul(softWeight * factor);
    double classes = z.size(1);
    add("the hard part is left out", softPart);
    add("the soft part is left out", hardPart);
    add("both weights are left out", hard.add(soft.mul(factor)));
    add("the factor T squared is missing", hardPart.add(softPart.div(T * T)));
    add("a factor T is missing: once is not enough", hardPart.add(softPart.div(T)));
    add("there is one factor T too many", hardPart.add(softPart.mul(T)));
    add("the soft part is a mean over the classes, not a sum", hardPart.add(softPart.div(classes)));
    add(
        "T squared is missing and the soft part is a mean over the classes",
        hardPart.add(softPart.div(T * T * classes)));
    add("all is divided by the number of classes", hardPart.add(softPart).div(classes));
    add(
        "the hard and the soft weight are swapped",
        hard.mul(softWeight).add(soft.mul(hardWeight * factor)));
    add("the hard part is softened, too", softenedHard.mul(hardWeight).add(softPart));
    Softened.wrong(v, z, T)
        .forEach(
            (text, pair) -> add(text, hardPart.add(part.apply(pair).mul(softWeight * factor))));
  }

  private void add(String text, INDArray answer) {
    found.add(new Mistake(text, answer));
  }

  private INDArray crossEntropy(INDArray target, double temperature) {
    return SoftTargets.logSoftmax(z, temperature).mul(target).sum(true, 1).neg();
  }
}
