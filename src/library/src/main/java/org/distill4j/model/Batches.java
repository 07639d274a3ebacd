package org.distill4j.model;

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
   * @param number of the pass, counted from 1; each is asked for once, in order
   * @return as many examples as ever; the same ones unless overridden
   */
  default Batches epoch(int number) {
    return this;
  }

  /**
   * Inputs of some examples.
   *
   * @param rows positions from 0 to {@code size() - 1}
   * @return {@code [rows.length, d]}, made for the caller
   */
  INDArray features(int[] rows);

  /**
   * What the network should match on them: first the targets of its output, then those of each
   * {@link Match}.
   *
   * @param rows positions from 0 to {@code size() - 1}
   * @return arrays of {@code rows.length} rows, made for the caller
   */
  INDArray[] targets(int[] rows);
}
