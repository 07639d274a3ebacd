package org.distill4j.export.internal;

import static java.util.Map.entry;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationHardTanH;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationMish;
import org.nd4j.linalg.activations.impl.ActivationRReLU;
import org.nd4j.linalg.activations.impl.ActivationRationalTanh;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationRectifiedTanh;
import org.nd4j.linalg.activations.impl.ActivationSELU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationSoftSign;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.activations.impl.ActivationThresholdedReLU;

/**
 * An activation function.
 *
 * @param kind which one
 * @param first its first number, as the slope below 0 of a leaky ReLU; 0 if it has none
 * @param second its second number; 0 if it has none
 */
public record ActivationFunction(Kind kind, double first, double second) {

  /** The functions, each with the numbers that it takes. */
  public enum Kind {
    /** From the first number to the second. */
    CLIP,
    CUBE,
    /** With alpha. */
    ELU,
    /** As DL4J approximates it: {@code x sigmoid(1.702 x)}. */
    GELU,
    /** With the hyperbolic tangent, as DL4J has it: the cube is that of {@code 0.044715 x}. */
    GELU_TANH,
    HARD_SIGMOID,
    /** With the slope below 0. */
    LEAKY_RELU,
    MISH,
    RATIONAL_TANH,
    RECTIFIED_TANH,
    RELU,
    SELU,
    SIGMOID,
    /** Of a row. */
    SOFTMAX,
    SOFTPLUS,
    SOFTSIGN,
    SWISH,
    TANH,
    /** With the threshold below which there is 0. */
    THRESHOLDED_RELU
  }

  private static final Map<Class<? extends IActivation>, Kind> WITHOUT_NUMBERS =
      Map.ofEntries(
          entry(ActivationCube.class, Kind.CUBE),
          entry(ActivationHardSigmoid.class, Kind.HARD_SIGMOID),
          entry(ActivationMish.class, Kind.MISH),
          entry(ActivationRationalTanh.class, Kind.RATIONAL_TANH),
          entry(ActivationRectifiedTanh.class, Kind.RECTIFIED_TANH),
          entry(ActivationSELU.class, Kind.SELU),
          entry(ActivationSigmoid.class, Kind.SIGMOID),
          entry(ActivationSoftmax.class, Kind.SOFTMAX),
          entry(ActivationSoftPlus.class, Kind.SOFTPLUS),
          entry(ActivationSoftSign.class, Kind.SOFTSIGN),
          entry(ActivationSwish.class, Kind.SWISH),
          entry(ActivationTanH.class, Kind.TANH));

  /**
   * Reads DL4J's function.
   *
   * @return empty for the identity
   * @throws IllegalArgumentException if it is none that can be written
   */
  static Optional<ActivationFunction> of(IActivation function) {
    if (function instanceof ActivationIdentity) {
      return Optional.empty();
    }
    return Optional.of(withNumbers(function));
  }

  private static ActivationFunction withNumbers(IActivation function) {
    if (function instanceof ActivationReLU relu) {
      return relu(relu);
    } else if (function instanceof ActivationReLU6) {
      return new ActivationFunction(Kind.CLIP, 0, 6);
    } else if (function instanceof ActivationHardTanH) {
      return new ActivationFunction(Kind.CLIP, -1, 1);
    } else if (function instanceof ActivationELU elu) {
      return new ActivationFunction(Kind.ELU, elu.getAlpha(), 0);
    } else if (function instanceof ActivationLReLU leaky) {
      return new ActivationFunction(Kind.LEAKY_RELU, leaky.getAlpha(), 0);
    } else if (function instanceof ActivationRReLU random) { // after training, DL4J cuts off here
      return new ActivationFunction(
          Kind.CLIP, (random.getL() + random.getU()) / 2, Float.MAX_VALUE);
    } else if (function instanceof ActivationThresholdedReLU thresholded) {
      return new ActivationFunction(Kind.THRESHOLDED_RELU, thresholded.getTheta(), 0);
    } else if (function instanceof ActivationGELU gelu) {
      return new ActivationFunction(gelu.isPrecise() ? Kind.GELU_TANH : Kind.GELU, 0, 0);
    }
    return new ActivationFunction(withoutNumbers(function), 0, 0);
  }

  private static ActivationFunction relu(ActivationReLU relu) {
    if (given(relu.getThreshold()) != 0) {
      throw unknown(relu);
    }
    double slope = given(relu.getNegativeSlope());
    double most = given(relu.getMax());
    if (slope != 0 && most != 0) {
      throw unknown(relu);
    }
    if (most != 0) {
      return new ActivationFunction(Kind.CLIP, 0, most);
    }
    return slope == 0
        ? new ActivationFunction(Kind.RELU, 0, 0)
        : new ActivationFunction(Kind.LEAKY_RELU, slope, 0);
  }

  private static double given(@Nullable Double number) {
    return number == null ? 0 : number;
  }

  private static Kind withoutNumbers(IActivation function) {
    Kind kind = WITHOUT_NUMBERS.get(function.getClass());
    if (kind == null) {
      throw unknown(function);
    }
    return kind;
  }

  private static IllegalArgumentException unknown(IActivation function) {
    return new IllegalArgumentException(
        "the activation %s of %s cannot be written"
            .formatted(function, function.getClass().getName()));
  }
}
