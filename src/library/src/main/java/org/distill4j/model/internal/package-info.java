/**
 * Which engine the roles train with; for this library's own packages.
 *
 * <pre>{@code
 * Training.run(Engines.chosen(), network, loss, matches, plan, batches, validation);
 * }</pre>
 */
@NullMarked
package org.distill4j.model.internal;

import org.jspecify.annotations.NullMarked;
