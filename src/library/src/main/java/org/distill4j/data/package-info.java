/**
 * Data sets: images, tables and texts, their labels, their splits, and examples made from others.
 *
 * <pre>{@code
 * Dataset.Split split = Tables.letter().split(16_000, 42);
 * Standardizer standardizer = Standardizer.fit(split.first());
 * Dataset train = standardizer.apply(split.first());
 * Dataset test = standardizer.apply(split.rest());
 * Dataset unlabelled = new Munge(0.5, 5).examples(train, 2, 42);
 * }</pre>
 */
@NullMarked
package org.distill4j.data;

import org.jspecify.annotations.NullMarked;
