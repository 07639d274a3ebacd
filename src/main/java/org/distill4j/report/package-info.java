/**
 * What a student kept of its teacher, and what it costs: metrics and comparison tables.
 *
 * <pre>{@code
 * Table table = Comparison.on(test).against(teacher).add("alone", alone).add("distilled", student).table();
 * }</pre>
 */
@NullMarked
package org.distill4j.report;

import org.jspecify.annotations.NullMarked;
