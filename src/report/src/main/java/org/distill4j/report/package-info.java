/**
 * What a student kept of its teacher, what it costs, which settings suit it, and whether runs
 * differ by more than luck.
 *
 * <pre>{@code
 * Trials trials = Trials.paired(seed -> taught(seed), seed -> alone(seed), 1, 2, 3, 4, 5);
 * Table table = Comparison.on(test).against(teacher).add("alone", alone).add("distilled", student).table();
 * }</pre>
 */
@NullMarked
package org.distill4j.report;

import org.jspecify.annotations.NullMarked;
