package org.distill4j.model.network;

import java.util.List;
import java.util.Optional;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A classifier that can be asked about what its layers make of the examples, too. */
public interface Layered extends Classifier {

  /**
   * The logits and what some layers give, from one pass.
   *
   * @param features examples {@code [N, d]}, at most a thousand; not modified
   * @param layers their names
   * @return the logits, then what each layer gives: {@code [N, h]}, or {@code [N, channels, height,
   *     width]}
   * @throws IllegalArgumentException if there is no such layer
   * @throws IllegalStateException if this classifier has no layers after all
   */
  List<INDArray> answers(INDArray features, List<String> layers);

  /**
   * Where this classifier comes from, for errors.
   *
   * @return a file, say; empty if it was made in this program
   */
  default Optional<String> origin() {
    return Optional.empty();
  }
}
