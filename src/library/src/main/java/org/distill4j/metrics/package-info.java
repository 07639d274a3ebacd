/**
 * How good a classifier is, how sure it is, and how long it takes.
 *
 * <pre>{@code
 * Metrics metrics = Metrics.of(student, test);
 * double accuracy = metrics.accuracy();
 * ByClass byClass = metrics.byClass();   // precision, recall, F1 and who is taken for whom
 * }</pre>
 */
@NullMarked
package org.distill4j.metrics;

import org.jspecify.annotations.NullMarked;
