package org.distill4j.tree;

/** A tree, or a part of one. */
sealed interface Node permits Question, Leaf {

  /** Questions on the longest way to a leaf. */
  int depth();

  int leaves();

  /** The leaf that an example of a row-major matrix comes to. */
  Leaf find(float[] features, int start);
}
