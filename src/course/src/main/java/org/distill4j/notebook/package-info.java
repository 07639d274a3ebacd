/**
 * The library in a notebook: charts, tables, arrays and progress as a reader wants to see them.
 *
 * <pre>{@code
 * import static org.distill4j.notebook.Notebook.show;
 *
 * show(Charts.curves(Map.of("student", history)), table, teacher.logits(digit));
 * }</pre>
 */
@NullMarked
package org.distill4j.notebook;

import org.jspecify.annotations.NullMarked;
