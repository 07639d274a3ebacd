/**
 * Jupyter's messages: channels, signatures, what is broadcast, what is asked of the person.
 *
 * <pre>{@code
 * var wire = new Wire(connectionFile);
 * Message request = wire.receive(wire.bind(SocketType.ROUTER, "shell"), 0);
 * }</pre>
 */
@NullMarked
package org.distill4j.kernel.protocol;

import org.jspecify.annotations.NullMarked;
