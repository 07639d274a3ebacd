/**
 * A network as a list of steps that any form of it can be written from; for this library's own
 * packages.
 *
 * <pre>{@code
 * Steps.of(network).all().forEach(step -> step.accept(writer));
 * }</pre>
 */
@NullMarked
package org.distill4j.export.internal;

import org.jspecify.annotations.NullMarked;
