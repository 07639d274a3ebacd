/**
 * A Jupyter kernel for Java, built on JShell; it knows nothing of the rest of distill4j.
 *
 * <pre>{@code
 * java -cp ... org.distill4j.kernel.Main connection.json
 * }</pre>
 *
 * <p>Programs use what is here and the package {@code install}; the other packages are the kernel's
 * own and may change.
 */
@NullMarked
package org.distill4j.kernel;

import org.jspecify.annotations.NullMarked;
