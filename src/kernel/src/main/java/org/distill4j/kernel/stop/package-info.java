/**
 * Runs the code of cells so that it can be stopped, whatever it does.
 *
 * <pre>{@code
 * run.askToStop(); // woven code ends at its next checkpoint, a blocked call by an interrupt
 * }</pre>
 */
@NullMarked
package org.distill4j.kernel.stop;

import org.jspecify.annotations.NullMarked;
