/**
 * A plain DL4J network as both roles need it: its logits, its layers, its file. For this library
 * alone; it may change without notice.
 *
 * <pre>{@code
 * INDArray logits = new Network(plain).logits(features);
 * }</pre>
 */
@NullMarked
package org.distill4j.model.network.internal;

import org.jspecify.annotations.NullMarked;
