/**
 * Says what went wrong with a cell, in its own names and lines.
 *
 * <pre>{@code
 * throw new CompileErrors(analysis).failure(cell, start, text, shell.diagnostics(snippet).toList());
 * }</pre>
 */
@NullMarked
package org.distill4j.kernel.errors;

import org.jspecify.annotations.NullMarked;
