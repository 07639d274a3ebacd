package org.distill4j.loss;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The two halves of {@link SoftTargets#pack packed} targets, in the type of the output. */
record Packed(INDArray labels, INDArray teacherLogits) {

  static Packed of(INDArray targets, INDArray output) {
    requireFits(targets, output);
    long classes = output.size(1);
    INDArray both = targets.castTo(output.dataType());
    return new Packed(columns(both, 0, classes), columns(both, classes, 2 * classes));
  }

  /** Checks that targets are labels and logits for the output's classes. */
  static void requireFits(INDArray targets, INDArray output) {
    long classes = output.size(1);
    if (targets.size(1) != 2 * classes || targets.size(0) != output.size(0)) {
      throw new IllegalArgumentException(
          "targets must be labels and teacher logits side by side, %d x %d, but are %d x %d"
              .formatted(output.size(0), 2 * classes, targets.size(0), targets.size(1)));
    }
  }

  private static INDArray columns(INDArray matrix, long from, long to) {
    return matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
  }

  /** The labels of a loss that treats the label's class unlike the others. */
  INDArray oneHot() {
    boolean oneEach =
        labels.max(true, 1).minNumber().doubleValue() == 1
            && labels.norm1(true, 1).maxNumber().doubleValue() == 1;
    if (!oneEach) {
      throw new IllegalArgumentException(
          "each example must have one label, a row with a single 1 and zeros");
    }
    return labels;
  }
}
