/**
 * The distillation losses: each one file, a value and its gradient side by side.
 *
 * <pre>{@code
 * BatchLoss loss = new SoftTargetLoss(4, 0.1, 0.9);
 * Value v = loss.value(SoftTargets.pack(oneHot, teacherLogits), studentLogits);
 * }</pre>
 *
 * @serial exclude
 */
@NullMarked
package org.distill4j.loss;

import org.jspecify.annotations.NullMarked;
