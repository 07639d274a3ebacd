/**
 * How good a classifier is, how sure it is, and how long it takes.
 *
 * <pre>{@code
 * Metrics metrics = Metrics.of(student, test);
 * double accuracy = metrics.accuracy();
 * }</pre>
 */
@NullMarked
package org.distill4j.metrics;

import org.jspecify.annotations.NullMarked;
