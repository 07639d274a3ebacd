/**
 * Plain Java classes: the source of a class that answers as a student does, and its weights in a
 * resource beside it; for this library's own packages.
 *
 * <pre>{@code
 * NetworkSource.write(network, Origin.unknown(), folder, "com.acme.DigitStudent");
 * }</pre>
 */
@NullMarked
package org.distill4j.export.internal.source;

import org.jspecify.annotations.NullMarked;
