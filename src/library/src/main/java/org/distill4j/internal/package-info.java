/**
 * What the packages of this project share and nobody else should use: whole file writes, chosen
 * rows, orders, and the preparation of the process for native code. It may change without notice.
 *
 * <pre>{@code
 * WholeFile.write(file, out -> out.write(bytes)); // all of it or nothing
 * }</pre>
 */
@NullMarked
package org.distill4j.internal;

import org.jspecify.annotations.NullMarked;
