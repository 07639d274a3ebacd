/**
 * A Jupyter kernel for Java, built on JShell; it knows nothing of the rest of distill4j.
 *
 * <pre>{@code
 * java -cp ... org.distill4j.kernel.Main connection.json
 * }</pre>
 */
@NullMarked
package org.distill4j.kernel;

import org.jspecify.annotations.NullMarked;
