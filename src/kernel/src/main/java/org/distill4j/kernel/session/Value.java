package org.distill4j.kernel.session;

import org.jspecify.annotations.Nullable;

/**
 * What a cell shows at its end: a cell without one shows nothing, one whose value is null, null.
 *
 * @param of anything
 */
record Value(@Nullable Object of) {}
