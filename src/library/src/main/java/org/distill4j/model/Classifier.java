package org.distill4j.model;

import org.distill4j.loss.SoftTargets;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Anything that scores classes: a network, an ensemble, a tree, a function written in a cell. */
@FunctionalInterface
public interface Classifier {

  /**
   * Scores of the classes before the softmax.
   *
   * @param features examples {@code [N, d]}; not modified
   * @return logits {@code [N, C]}
   */
  INDArray logits(INDArray features);

  /**
   * Class probabilities: the softmax of the logits at temperature 1.
   *
   * @param features examples {@code [N, d]}; not modified
   * @return probabilities {@code [N, C]}, each row summing to 1
   */
  default INDArray probabilities(INDArray features) {
    return SoftTargets.softmax(logits(features), 1);
  }

  /**
   * The most probable class of each example; of equal ones the first.
   *
   * @param features examples {@code [N, d]}; not modified
   * @return class indices, one for each example
   */
  default int[] predict(INDArray features) {
    return logits(features).argMax(1).toIntVector();
  }
}
