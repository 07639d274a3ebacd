/**
 * What the library's packages share and nobody else needs: how its process is prepared for native
 * code.
 */
@NullMarked
package org.distill4j.internal;

import org.jspecify.annotations.NullMarked;
