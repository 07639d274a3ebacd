package org.distill4j.export.internal.source;

import java.util.Locale;
import org.distill4j.export.internal.ActivationFunction;

/** Writes activations as methods that change an array in place. */
final class ActivationSource {

  private ActivationSource() {}

  /** The name of the method of a function, which is added if it is not there. */
  static String method(Program program, ActivationFunction function) {
    if (function.kind() == ActivationFunction.Kind.SOFTMAX) {
      return "softmax"; // every class has it
    }
    String code =
        """
          private static void %name%(float[] x) {
            for (int i = 0; i < x.length; i++) {
              float v = x[i];
              x[i] = %expression%;
            }
          }
        """
            .replace("%expression%", expression(function));
    return program.method(camel(function.kind().name()), code);
  }

  private static String expression(ActivationFunction function) {
    float first = (float) function.first();
    return switch (function.kind()) {
      case RELU -> "Math.max(0, v)";
      case CLIP -> "Math.min(%sf, Math.max(%sf, v))".formatted((float) function.second(), first);
      case CUBE -> "v * v * v";
      case ELU -> "v > 0 ? v : (float) (%s * Math.expm1(v))".formatted(function.first());
      case GELU -> "(float) (v / (1 + Math.exp(-1.702 * v)))";
      case GELU_TANH ->
          "(float) (v * (1 + Math.tanh(0.7978845608028654 * (v + Math.pow(0.044715 * v, 3)))) / 2)";
      case HARD_SIGMOID -> "Math.max(0, Math.min(1, 0.2f * v + 0.5f))";
      case LEAKY_RELU -> "v > 0 ? v : %sf * v".formatted(first);
      case MISH -> "(float) (v * Math.tanh(v > 30 ? v : Math.log1p(Math.exp(v))))";
      case RATIONAL_TANH -> rationalTanh();
      case RECTIFIED_TANH -> "Math.max(0, (float) Math.tanh(v))";
      case SELU ->
          "(float) (1.0507009873554805 * (v > 0 ? v : 1.6732632423543772 * Math.expm1(v)))";
      case SIGMOID -> "(float) (1 / (1 + Math.exp(-v)))";
      case SOFTPLUS -> "(float) (v > 30 ? v : Math.log1p(Math.exp(v)))";
      case SOFTSIGN -> "v / (1 + Math.abs(v))";
      case SWISH -> "(float) (v / (1 + Math.exp(-v)))";
      case TANH -> "(float) Math.tanh(v)";
      case THRESHOLDED_RELU -> "v > %sf ? v : 0".formatted(first);
      case SOFTMAX -> throw new IllegalStateException("a softmax is no function of one number");
    };
  }

  /** With {@code u = 2 v / 3}: 1.7159 sign(u) (1 - 1 / (1 + |u| + u^2 + 1.41645 u^4)). */
  private static String rationalTanh() {
    String u = "Math.abs(2 * v / 3)";
    return "(float) (1.7159 * Math.signum(v) * (1 - 1 / (1 + %s + %s * %s + 1.41645 * Math.pow(%s, 4))))"
        .formatted(u, u, u, u);
  }

  /** As names of methods are: LEAKY_RELU becomes leakyRelu. */
  private static String camel(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      boolean begins = i > 0 && name.charAt(i - 1) == '_';
      if (name.charAt(i) != '_') {
        String letter = name.substring(i, i + 1);
        text.append(begins ? letter : letter.toLowerCase(Locale.ROOT));
      }
    }
    return text.toString();
  }
}
