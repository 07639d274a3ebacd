package org.distill4j.model.network.internal;

import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Weights of few bits: whole multiples of a step, at most {@code 2^(bits - 1) - 1} of them in
 * either direction, with a step for each output of a layer. Biases keep all their bits.
 *
 * @param bits from 2 to 8: with 2, weights are minus one step, 0 or one step
 */
public record WeightBits(int bits) {

  /** Times that the step is fitted to the weights; it hardly changes after that. */
  private static final int ROUNDS = 3;

  /** By bits, up to 4: the best step for normal numbers of variance 1 (Max 1960, table 2). */
  private static final double[] BEST_OF_NORMAL = {0, 0, 1.224, 0.6508, 0.3534};

  /** Checks the range. */
  public WeightBits {
    require(bits);
  }

  /**
   * Refuses numbers of bits that weights cannot have.
   *
   * @param bits from 2 to 8
   * @throws IllegalArgumentException if they are fewer or more
   */
  public static void require(int bits) {
    if (bits < 2 || bits > 8) {
      throw new IllegalArgumentException("weightBits must be from 2 to 8, but was " + bits);
    }
  }

  /**
   * Along which axis of its weights a layer counts its outputs.
   *
   * @param layer its configuration
   * @return empty if the weights of such a layer are not rounded
   */
  public static Optional<Integer> outputs(org.deeplearning4j.nn.conf.layers.Layer layer) {
    if (layer instanceof DenseLayer || layer instanceof OutputLayer) {
      return Optional.of(1);
    }
    return layer.getClass() == ConvolutionLayer.class ? Optional.of(0) : Optional.empty();
  }

  /**
   * A network with rounded weights.
   *
   * @param network not modified
   * @param choice which layers compute the answers
   * @return a copy
   */
  public Network copy(Network network, LayerChoice choice) {
    Model plain =
        network.plain() instanceof MultiLayerNetwork layers
            ? layers.clone()
            : ((ComputationGraph) network.plain()).clone();
    Network copy = new Network(plain, choice);
    round(copy);
    return copy;
  }

  /**
   * Rounds the weights of a network.
   *
   * @param network modified
   */
  public void round(Network network) {
    for (Layer layer : network.layers().values()) {
      outputs(layer.conf().getLayer())
          .ifPresent(
              axis -> {
                INDArray weights = layer.getParam("W");
                weights.assign(rounded(weights, axis));
              });
    }
  }

  /**
   * Rounds the weights of a layer.
   *
   * @param weights not modified
   * @param axis along which outputs are counted: the first or the last
   * @return of the same shape and type
   */
  public INDArray rounded(INDArray weights, int axis) {
    char order = axis == 0 ? 'c' : 'f'; // in which the weights of an output are neighbors
    float[] numbers = weights.dup(order).data().asFloat();
    int each = numbers.length / (int) weights.size(axis);
    for (int from = 0; from < numbers.length; from += each) {
      round(numbers, from, from + each);
    }
    return Nd4j.create(numbers, weights.shape(), order).castTo(weights.dataType());
  }

  /**
   * Rounds the weights of one output, by the better of two steps: one that begins as the largest
   * weight asks for, which finds weights of few bits as they are, and one that begins as the spread
   * does, which a single large weight does not lead astray.
   */
  private void round(float[] weights, int from, int to) {
    double largest = 0;
    double squares = 0;
    for (int i = from; i < to; i++) {
      largest = Math.max(largest, Math.abs(weights[i]));
      squares += weights[i] * weights[i];
    }
    if (largest == 0) {
      return;
    }
    double step = fitted(largest / most(), weights, from, to);
    if (bits < BEST_OF_NORMAL.length) {
      double spread = Math.sqrt(squares / (to - from));
      double other = fitted(BEST_OF_NORMAL[bits] * spread, weights, from, to);
      step = error(other, weights, from, to) < error(step, weights, from, to) ? other : step;
    }
    for (int i = from; i < to; i++) {
      weights[i] = (float) (step * multiple(weights[i] / step));
    }
  }

  /**
   * A step with less squared error: in turn, the multiples that are nearest with the step, and the
   * step that is best with the multiples.
   */
  private double fitted(double start, float[] weights, int from, int to) {
    double step = start;
    for (int round = 0; round < ROUNDS; round++) {
      double product = 0;
      double square = 0;
      for (int i = from; i < to; i++) {
        double multiple = multiple(weights[i] / step);
        product += multiple * weights[i];
        square += multiple * multiple;
      }
      step = product / square;
    }
    return step;
  }

  private double error(double step, float[] weights, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      double error = weights[i] - step * multiple(weights[i] / step);
      sum += error * error;
    }
    return sum;
  }

  private double multiple(double quotient) {
    return Math.max(-most(), Math.min(most(), Math.rint(quotient))) + 0.0; // no -0
  }

  private int most() {
    return (1 << (bits - 1)) - 1;
  }
}
