package org.distill4j.model;

/** A model whose size can be counted: a network. */
public interface Sized {

  /**
   * Trained numbers: weights and biases.
   *
   * @return count
   */
  long parameters();

  /**
   * Memory that the parameters take, which is nearly all of a saved model.
   *
   * @return bytes
   */
  long bytes();

  /**
   * Multiplications, each with its addition, that the logits of one example take; biases and
   * activations are left out, as is usual.
   *
   * @return count
   */
  long multiplyAdds();

  /**
   * Whether there is anything to count; where not, the other methods throw an {@link
   * IllegalStateException}.
   *
   * @return true, but for a teacher that is only a function
   */
  default boolean counted() {
    return true;
  }
}
