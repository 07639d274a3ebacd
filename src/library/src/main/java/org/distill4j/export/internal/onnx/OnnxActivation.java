package org.distill4j.export.internal.onnx;

import java.util.List;
import org.distill4j.export.internal.ActivationFunction;

/**
 * Writes an activation, most as one operator and those that ONNX does not have as a few.
 *
 * @param graph to which nodes are added
 * @param x name of the input
 * @param y name of the output
 */
record OnnxActivation(OnnxGraph graph, String x, String y) {

  void write(ActivationFunction function) {
    double first = function.first();
    switch (function.kind()) {
      case RELU -> last("Relu", x);
      case SIGMOID -> last("Sigmoid", x);
      case TANH -> last("Tanh", x);
      case SOFTPLUS -> last("Softplus", x);
      case SOFTSIGN -> last("Softsign", x);
      case SELU -> last("Selu", x);
      case HARD_SIGMOID -> last("HardSigmoid", x); // 0.2 x + 0.5, as DL4J's
      case ELU -> graph.node("Elu", List.of(x), y, OnnxGraph.number("alpha", first));
      case LEAKY_RELU -> graph.node("LeakyRelu", List.of(x), y, OnnxGraph.number("alpha", first));
      case THRESHOLDED_RELU ->
          graph.node("ThresholdedRelu", List.of(x), y, OnnxGraph.number("alpha", first));
      case SOFTMAX -> graph.node("Softmax", List.of(x), y, OnnxGraph.integer("axis", 1));
      case CLIP -> last("Clip", x, graph.scalar(first), graph.scalar(function.second()));
      case CUBE -> last("Mul", node("Mul", x, x), x);
      case SWISH -> last("Mul", x, node("Sigmoid", x));
      case MISH -> last("Mul", x, node("Tanh", node("Softplus", x)));
      case RECTIFIED_TANH -> last("Relu", node("Tanh", x));
      case GELU -> last("Mul", x, node("Sigmoid", times(1.702, x)));
      case GELU_TANH -> geluTanh();
      case RATIONAL_TANH -> rationalTanh();
    }
  }

  /** {@code x (1 + tanh(sqrt(2 / pi) (x + (0.044715 x)^3))) / 2}, as DL4J has it. */
  private void geluTanh() {
    String part = times(0.044715, x);
    String cubic = node("Mul", node("Mul", part, part), part);
    String tanh = node("Tanh", times(Math.sqrt(2 / Math.PI), node("Add", x, cubic)));
    last("Mul", times(0.5, x), plus(1, tanh));
  }

  /**
   * {@code 1.7159 sign(u) (1 - 1 / (1 + |u| + u^2 + 1.41645 u^4))} with {@code u = 2 x / 3}, the
   * approximation of a hyperbolic tangent by Anguita et al. 1993.
   */
  private void rationalTanh() {
    String u = times(2.0 / 3, x);
    String size = node("Abs", u);
    String square = node("Mul", u, u);
    String fourth = times(1.41645, node("Mul", square, square));
    String polynomial = node("Add", plus(1, size), node("Add", square, fourth));
    String distance = node("Sub", graph.scalar(1), node("Div", graph.scalar(1), polynomial));
    last("Mul", times(1.7159, node("Sign", u)), distance);
  }

  private String times(double factor, String input) {
    return node("Mul", input, graph.scalar(factor));
  }

  private String plus(double summand, String input) {
    return node("Add", input, graph.scalar(summand));
  }

  private String node(String operator, String... inputs) {
    return graph.node(operator, List.of(inputs));
  }

  private void last(String operator, String... inputs) {
    graph.node(operator, List.of(inputs), y);
  }
}
