/**
 * Training as DL4J does it, in less time. {@link org.distill4j.model.train.fast.FastEngine} is the
 * only door; what it does not do itself, it leaves to DL4J, as {@code Served} lists. The same
 * weights come out of {@link org.distill4j.model.train.PlainEngine}, but for rounding, which tests
 * hold; {@code -Ddistill4j.engine=plain} switches to that one.
 *
 * <p>Each paragraph gives the time of a step without a trick, divided by the time with all of them.
 * Batches of 128, Adam, AMD EPYC, 2 cores, single precision; steps with and without were taken in
 * turn, in random order, and the ratio is to a second run with everything on. The machine was busy
 * with other work: figures are the 10 % quantiles of 150 to 600 steps for 784-30-30-10 (small) and
 * 784-300-300-10 (medium), and of a second run with everything on they differed by 1 to 15 %. All
 * tricks together, against the plain engine: small 4.5, medium 2.6 to 2.9. (The benchmark in the
 * README was taken on a quiet machine.)
 *
 * <p><b>Products straight into BLAS</b> ({@code Product}). ND4J multiplies into a row-major result
 * by way of a copy, and its operation takes longer than a small product. Results here are
 * column-major and BLAS is called without ND4J: small 1.5, medium 1.1 to 2.2.
 *
 * <p><b>Columns of a product divided among cores</b> ({@code Cores}). Each core multiplies its own
 * columns by single-threaded BLAS, and adds the bias to them while they are in its cache. BLAS's
 * own threads are slow to wake: small 1.2, medium 1.0 to 2.2 (the more, the busier the machine).
 *
 * <p><b>Bias and ReLU in one pass</b> over each part of the result ({@code Columns.addBias}),
 * instead of two operations of ND4J: small 1.3, medium 1.0 to 1.1.
 *
 * <p><b>ReLU's backward pass in place</b>, read off the activation ({@code Relu.backward}): small
 * 1.2, medium 1.1. A dense layer's is done by the core that multiplies its columns, as a mask of
 * float bits, since a branch would be mispredicted for every other number; and the <b>helper
 * threads stay awake</b> between two products ({@code Helper}), where those of the common pool fall
 * asleep. Together, 784-800-800-10 on a quiet machine: 1.14, 1.14, 1.18, 1.01 in four comparisons.
 *
 * <p><b>The pre-activation is kept</b> for the backward pass ({@code FastDenseLayer.kept}), for
 * which DL4J computes the product again: small 1.2, medium 1.2 to 1.6.
 *
 * <p><b>No gradient of the network's input</b> ({@code FastDense.first}), which nobody reads: small
 * 1.2, medium 1.2 to 1.4.
 *
 * <p><b>Adam in one pass</b> over gradient, moments and weights ({@code AdamStep}), instead of an
 * operation each for scaling, moments and subtraction, and one pass more to zero: small 1.9, medium
 * 1.3 to 1.4, the CNN of the benchmark 1.3.
 *
 * <p><b>Convolutions by oneDNN</b> ({@code FastConvolution}), whose code DL4J has but does not
 * find: 4 to 7 times on a CNN of 8 and 16, or 32 and 64 channels, measured before on a quiet
 * machine.
 *
 * <p><b>No graph around the layers of an answer</b> ({@code DirectLayer}): DL4J's takes longer than
 * the products of a small network. And a matrix of one row goes straight into BLAS even where ND4J
 * gives it other strides than larger ones have. The same layers in the graph and without it, in
 * turn, the smallest of 101 rounds, in microseconds: one digit through 784-30-30-10 103 and 22 (the
 * products alone 3), ten digits 102 and 58, one through 784-300-300-10 299 and 61.
 *
 * <p>Tried and left out, because it gained too little: adding up the gradient of the bias inside
 * the product (1.02 to 1.05).
 *
 * <pre>{@code
 * try (Engine engine = FastEngine.kind().start(graph)) {
 *   double loss = engine.step(batch);
 * }
 * }</pre>
 */
@NullMarked
package org.distill4j.model.train.fast;

import org.jspecify.annotations.NullMarked;
