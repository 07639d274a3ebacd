/**
 * Data sets: images and tables, their labels and their splits.
 *
 * <pre>{@code
 * Mnist mnist = Mnist.load();
 * Dataset.Split split = mnist.train().split(55_000, 42);
 * }</pre>
 */
@NullMarked
package org.distill4j.data;

import org.jspecify.annotations.NullMarked;
