package org.distill4j.model.network;

import java.util.OptionalLong;

/** A model whose size may be counted: a network, a tree, or what is made of them. */
public interface Sized {

  /**
   * Trained numbers: weights and biases, or what a tree asks and answers.
   *
   * @return count; empty for a model that is only a function
   */
  OptionalLong parameters();

  /**
   * Memory that the parameters take, which is nearly all of a saved model.
   *
   * @return bytes; empty for a model that is only a function
   */
  OptionalLong bytes();

  /**
   * Multiplications, each with its addition, that the logits of one example take; biases and
   * activations are left out, as is usual.
   *
   * @return count; empty for a model that is only a function
   */
  OptionalLong multiplyAdds();
}
