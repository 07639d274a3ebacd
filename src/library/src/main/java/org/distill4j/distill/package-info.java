/**
 * Distillation: the teacher labels a transfer set once, the student learns from it.
 *
 * <pre>{@code
 * TransferSet set = TransferSet.label(train, teacher);
 * History history = Distiller.builder()
 *     .loss(new SoftTargetLoss(4, 0.1, 0.9)).epochs(10).seed(42).build()
 *     .fit(student, set, validation);
 * }</pre>
 */
@NullMarked
package org.distill4j.distill;

import org.jspecify.annotations.NullMarked;
