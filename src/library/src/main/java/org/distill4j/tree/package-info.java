/**
 * Students that are not networks: decision trees, hard and soft, that learn the teacher's
 * probabilities.
 *
 * <pre>{@code
 * SoftTree tree = SoftTree.depth(3).withLeafSize(20).fit(TransferSet.label(train, teacher));
 * }</pre>
 */
@NullMarked
package org.distill4j.tree;

import org.jspecify.annotations.NullMarked;
