/**
 * What a student kept of its teacher, what it costs, and whether runs differ by more than luck.
 *
 * <pre>{@code
 * Table table = Comparison.on(test).against(teacher).add("alone", alone).add("distilled", student).table();
 * }</pre>
 */
@NullMarked
package org.distill4j.report;

import org.jspecify.annotations.NullMarked;
