/**
 * Evaluates cells: their parts, their variables, their magics, and help with writing them.
 *
 * <pre>{@code
 * Object three = new Session(imports, renderers).run(new Run(), "int one = 1;\none + 2", 1);
 * }</pre>
 */
@NullMarked
package org.distill4j.kernel.session;

import org.jspecify.annotations.NullMarked;
