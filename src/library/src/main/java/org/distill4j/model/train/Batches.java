package org.distill4j.model.train;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.distill4j.data.Permutation;
import org.distill4j.internal.RestorableRandom;
import org.distill4j.loss.Targets;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Training examples that can be read in the order of a pass.
 *
 * <p>The arrays of a batch may be made in a workspace of ND4J whose memory the next batch takes
 * over: one that is to be kept must be {@linkplain INDArray#detach() detached}.
 */
public interface Batches {

  /** The order of one pass. */
  interface Order {

    /**
     * The examples of one step.
     *
     * @param from place in the order, from 0
     * @param to place after the last one, at most the number of examples
     * @return what {@link #features}, {@link #targets} and {@link #hints} take, until the next call
     */
    int[] rows(int from, int to);
  }

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
   * A random order for one pass, which goes through it from some place to its end.
   *
   * @param random where chance comes from; all of it before this method returns
   * @return an order of all examples; unless overridden any order is as probable as any other
   */
  default Order order(Random random) {
    int[] order = Permutation.of(size(), random);
    return (from, to) -> Arrays.copyOfRange(order, from, to);
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
