/**
 * Distillation: the teacher labels a transfer set once, the student learns from it.
 *
 * <pre>{@code
 * TransferSet set = TransferSet.label(train, teacher);
 * History history = Distiller.of(SoftTargetLoss.at(4), Plan.epochs(10).withSeed(42))
 *     .fit(student, set, validation);
 * }</pre>
 *
 * <p>What does not fit in memory lies in a folder: {@code TransferSet.writer(folder).label(parts,
 * teacher)} writes it, {@code fit(student, TransferSet.open(folder))} trains on it.
 */
@NullMarked
package org.distill4j.distill;

import org.jspecify.annotations.NullMarked;
