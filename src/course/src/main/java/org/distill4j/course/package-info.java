/**
 * Feedback on exercises: one line for each claim, and the typical mistake named where it is known.
 *
 * <pre>{@code
 * Check.of("2.1")
 *     .shape("a row for each example", () -> softened(v, 4), 3, 4)
 *     .close("T = 4", () -> softened(v, 4), right, 1e-9, Mistakes.ofSoftmax(v, 4));
 * }</pre>
 */
@NullMarked
package org.distill4j.course;

import org.jspecify.annotations.NullMarked;
