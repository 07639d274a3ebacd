package org.distill4j.model.network;

import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
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

  /**
   * The share of examples whose label is the most probable class, asked a thousand at a time.
   *
   * @param data labelled examples
   * @return from 0 to 1
   * @throws IllegalStateException if the data have no labels
   */
  default double accuracy(Dataset data) {
    int chunk = 1_000;
    int right = 0;
    for (int start = 0; start < data.size(); start += chunk) {
      int[] rows = IntStream.range(start, Math.min(data.size(), start + chunk)).toArray();
      int[] predicted = predict(data.features(rows));
      for (int i = 0; i < rows.length; i++) {
        right += predicted[i] == data.label(rows[i]) ? 1 : 0;
      }
    }
    return (double) right / data.size();
  }
}
