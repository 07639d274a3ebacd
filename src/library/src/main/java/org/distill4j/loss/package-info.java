/**
 * The distillation losses: each one file, a value and its gradient side by side.
 *
 * <pre>{@code
 * ResponseLoss loss = SoftTargetLoss.at(4).hard(0.1).soft(0.9);
 * Value value = loss.value(new Targets(labels, teacherLogits), studentLogits);
 * FeatureLoss hint = new HintLoss().times(0.01);
 * }</pre>
 */
@NullMarked
package org.distill4j.loss;

import org.jspecify.annotations.NullMarked;
