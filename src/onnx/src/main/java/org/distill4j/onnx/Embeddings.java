package org.distill4j.onnx;

import java.util.List;
import org.distill4j.data.Dataset;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Texts as vectors of unit length: those of texts that mean alike point the same way.
 *
 * @param vectors {@code [N, d]}, a row for each text in its order
 * @param longest most tokens of a text that were looked at
 * @param cut positions of the texts that were longer, so that their end was not seen
 */
public record Embeddings(INDArray vectors, int longest, List<Integer> cut) {

  /** Keeps a copy of the positions. */
  public Embeddings {
    cut = List.copyOf(cut);
  }

  /**
   * The vectors as features of labelled examples.
   *
   * @param labels class index of each text
   * @param classes names of the classes, at least two
   * @return the data set; it shares the vectors' memory
   * @throws IllegalArgumentException if texts, labels and classes do not fit
   */
  public Dataset dataset(int[] labels, List<String> classes) {
    return Dataset.of(vectors, labels, classes);
  }

  /**
   * The vectors as features of examples that nobody labelled.
   *
   * @param classes names of the classes that a teacher would choose from, at least two
   * @return the data set; it shares the vectors' memory
   */
  public Dataset unlabelled(List<String> classes) {
    return Dataset.unlabelled(vectors, classes);
  }

  @Override
  public String toString() {
    return "%,d texts as %d numbers each, %s"
        .formatted(
            vectors.size(0),
            vectors.size(1),
            cut.isEmpty()
                ? "none cut"
                : "%,d of them cut to %d tokens".formatted(cut.size(), longest));
  }
}
