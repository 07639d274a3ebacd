/**
 * Makes the kernel known to Jupyter: the command that starts it, and the file that says so.
 *
 * <pre>{@code
 * new KernelSpec("Java", List.of(), List.of()).installFast(dataFolder);
 * }</pre>
 */
@NullMarked
package org.distill4j.kernel.install;

import org.jspecify.annotations.NullMarked;
