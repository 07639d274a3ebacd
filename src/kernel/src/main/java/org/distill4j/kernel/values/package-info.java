/**
 * What is shown of a value: its text, or what a renderer makes of it.
 *
 * <pre>{@code
 * new Renderers(Renderer.class).bundle(List.of(new int[] {1})); // {text/plain=[[1]]}
 * }</pre>
 */
@NullMarked
package org.distill4j.kernel.values;

import org.jspecify.annotations.NullMarked;
