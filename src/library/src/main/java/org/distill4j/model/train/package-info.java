/**
 * How a network is trained: the plan, the loop over the batches, and what came of each epoch.
 *
 * <pre>{@code
 * Plan plan = Plan.epochs(10).withBatchSize(256).withSeed(1);
 * Plan survivor = plan.checkpoint(Path.of("run-1")).onEpoch(EpochLog.to(Path.of("run-1.jsonl")));
 * }</pre>
 */
@NullMarked
package org.distill4j.model.train;

import org.jspecify.annotations.NullMarked;
