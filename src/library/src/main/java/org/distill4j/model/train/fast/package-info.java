/**
 * Training as DL4J does it, in less time.
 *
 * <pre>{@code
 * -Ddistill4j.engine=plain
 * }</pre>
 */
@NullMarked
package org.distill4j.model.train.fast;

import org.jspecify.annotations.NullMarked;
