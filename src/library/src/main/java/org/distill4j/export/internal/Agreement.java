package org.distill4j.export.internal;

import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.distill4j.model.network.internal.Network;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Whether another form of a network says what the network says. */
public final class Agreement {

  private static final int EXAMPLES = 8;

  /** Of the largest logit; rounding to float stays well below it, and no mistake does. */
  private static final double LARGEST_DIFFERENCE = 1e-4;

  private Agreement() {}

  /**
   * Asks both for the logits of some random examples.
   *
   * @param network that was written
   * @param other gives logits {@code [N, C]} for features {@code [N, d]}
   * @param name of the other form, for the error
   * @throws IllegalStateException if they differ, or the network's logits are not finite
   */
  public static void require(Network network, UnaryOperator<INDArray> other, String name) {
    INDArray features = examples(network.inputs());
    double difference = difference(network, other, features, name);
    if (!(difference <= LARGEST_DIFFERENCE)) {
      throw new IllegalStateException(
          "%s was not written: its logits would differ from the network's by %s of the largest"
              .formatted(name, difference));
    }
  }

  /**
   * Asks the network alone.
   *
   * @param network to be written
   * @param name of its other form, for the error
   * @throws IllegalStateException if its logits of some random examples are not finite
   */
  public static void requireFinite(Network network, String name) {
    finite(network, examples(network.inputs()), name);
  }

  /** Of a copy: DL4J's activation layers write into the features where they come first. */
  private static double[] finite(Network network, INDArray features, String name) {
    double[] logits = network.logits(features.dup()).dup('c').data().asDouble();
    if (!Arrays.stream(logits).allMatch(Double::isFinite)) {
      throw new IllegalStateException(
          "%s was not written: the network's logits are not finite".formatted(name));
    }
    return logits;
  }

  /** The largest difference of two logits, as a share of the largest logit. */
  private static double difference(
      Network network, UnaryOperator<INDArray> other, INDArray features, String name) {
    double[] wanted = finite(network, features, name);
    double[] found = other.apply(features).dup('c').data().asDouble();
    double largest = Arrays.stream(wanted).map(Math::abs).max().orElseThrow();
    double difference = 0;
    for (int i = 0; i < wanted.length; i++) {
      double here = Math.abs(wanted[i] - found[i]);
      difference = here <= difference ? difference : here; // NaN is kept
    }
    return largest == 0 ? difference : difference / largest;
  }

  /** Half of them like pixels, from 0 to 1, half like standardized numbers. */
  private static INDArray examples(int width) {
    Random random = new Random(1);
    float[] numbers = new float[EXAMPLES * width];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i < numbers.length / 2 ? random.nextFloat() : (float) random.nextGaussian();
    }
    return Nd4j.create(numbers, new long[] {EXAMPLES, width}, 'c');
  }
}
