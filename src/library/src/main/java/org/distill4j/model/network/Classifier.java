package org.distill4j.model.network;

import java.util.stream.IntStream;
import org.distill4j.data.Dataset;
import org.distill4j.internal.Thousands;
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
   * This classifier as the teacher of a student that sees the same examples in another way, as in
   * {@code TransferSet.label(words, teacher.reading(embeddings))}.
   *
   * @param examples as this classifier sees them, in the student's order
   * @return both together
   */
  default Reading reading(Dataset examples) {
    return new Reading(this, examples);
  }

  /**
   * Share of some examples that are classified correctly, asked a thousand at a time.
   *
   * @param examples labelled, best such that no training has seen
   * @return from 0 to 1
   * @throws IllegalStateException if the examples are unlabelled
   */
  default double accuracy(Dataset examples) {
    int[] labels = examples.labelIndices();
    int[] right = {0};
    Thousands.forEach(
        labels.length,
        (from, to) -> {
          int[] found = predict(examples.features(IntStream.range(from, to).toArray()));
          for (int i = 0; i < found.length; i++) {
            right[0] += found[i] == labels[from + i] ? 1 : 0;
          }
        });
    return (double) right[0] / labels.length;
  }
}
