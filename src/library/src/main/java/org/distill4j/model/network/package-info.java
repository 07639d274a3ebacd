/**
 * What scores classes, and what has a size.
 *
 * <pre>{@code
 * Classifier constant = features -> Nd4j.zeros(features.size(0), 10);
 * }</pre>
 */
@NullMarked
package org.distill4j.model.network;

import org.jspecify.annotations.NullMarked;
