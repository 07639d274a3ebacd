package org.distill4j.model.train;

import java.util.List;
import java.util.Map;
import org.distill4j.internal.RestorableRandom;
import org.distill4j.loss.Targets;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Training examples that can be read in any order.
 *
 * <p>The arrays of a batch may be made in a workspace of ND4J whose memory the next batch takes
 * over: one that is to be kept must be {@linkplain INDArray#detach() detached}.
 */
public interface Batches {

  /**
   * Number of examples.
   *
   * @return at least 1
   */
  int size();

  /**
   * The examples of one pass, for those that change from pass to pass.
   *
   * @param number of the pass, counted from 1; each is asked for once, in order, and those before a
   *     checkpoint that training goes on from are not asked for
   * @return as many examples as ever; the same ones unless overridden
   */
  default Batches epoch(int number) {
    return this;
  }

  /**
   * Where the chance comes from that changes examples as they are read.
   *
   * @return null where nothing is left to chance, as it is unless overridden
   */
  default @Nullable RestorableRandom chance() {
    return null;
  }

  /**
   * What tells these examples from all others.
   *
   * @return number and checksums, by name; from one pass over all examples unless overridden
   */
  default Map<String, String> checksums() {
    return ExampleChecksums.of(this);
  }

  /**
   * Inputs of some examples.
   *
   * @param rows positions from 0 to {@code size() - 1}
   * @return {@code [rows.length, d]}, made for the caller
   */
  INDArray features(int[] rows);

  /**
   * What the network's logits are judged by on them.
   *
   * @param rows positions from 0 to {@code size() - 1}
   * @return labels and teacher's logits, {@code [rows.length, C]} each, made for the caller
   */
  Targets targets(int[] rows);

  /**
   * What other layers should match on them.
   *
   * @param rows positions from 0 to {@code size() - 1}
   * @return one array of {@code rows.length} rows for each {@link Match}, in their order; none
   *     unless overridden
   */
  default List<INDArray> hints(int[] rows) {
    return List.of();
  }
}
