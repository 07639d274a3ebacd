/**
 * Pictures of what is taught: soft targets, training curves, sweeps, digits and weights.
 *
 * <pre>{@code
 * show(Charts.softTargets(teacher.logits(digit), data.classes(), 1, 4, 20));
 * }</pre>
 */
@NullMarked
package org.distill4j.chart;

import org.jspecify.annotations.NullMarked;
