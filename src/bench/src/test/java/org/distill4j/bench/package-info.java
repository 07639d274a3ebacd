/**
 * The benchmark, {@code ./mvnw -Pbench}: the same work by this library, by stock DL4J and by
 * PyTorch, side by side on one machine.
 */
package org.distill4j.bench;
