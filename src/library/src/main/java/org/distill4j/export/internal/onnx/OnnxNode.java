package org.distill4j.export.internal.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.NodeProto;

/**
 * Computes one operator as the ONNX specification defines it.
 *
 * @param node the operator with its attributes
 */
record OnnxNode(NodeProto node) {

  Values apply(List<Values> inputs) {
    Values x = inputs.get(0);
    return switch (node.getOpType()) {
      case "Gemm" -> gemm(x, inputs.get(1), inputs.get(2));
      case "Conv" -> new OnnxWindow(this, x).convolution(inputs.get(1), inputs.get(2));
      case "MaxPool" -> new OnnxWindow(this, x).maximum();
      case "AveragePool" -> new OnnxWindow(this, x).mean(integer("count_include_pad", 0) == 1);
      case "BatchNormalization" -> normalization(inputs);
      case "QuantizeLinear" -> quantized(x, inputs.get(1).get(0), inputs.get(2).get(0));
      case "DequantizeLinear" -> dequantized(inputs);
      case "Reshape" -> reshape(x, inputs.get(1));
      case "Concat" -> concatenation(inputs);
      case "Softmax" -> softmax(x);
      case "Sum", "Add" -> fold(inputs, Double::sum);
      case "Max" -> fold(inputs, Math::max);
      case "Mul" -> fold(inputs, (a, b) -> a * b);
      case "Sub" -> fold(inputs, (a, b) -> a - b);
      case "Div" -> fold(inputs, (a, b) -> a / b);
      case "Mean" -> fold(inputs, Double::sum).map(sum -> sum / inputs.size());
      case "Clip" -> x.map(v -> Math.min(inputs.get(2).get(0), Math.max(inputs.get(1).get(0), v)));
      default -> x.map(this::function);
    };
  }

  private double function(double x) {
    return switch (node.getOpType()) {
      case "Relu" -> Math.max(0, x);
      case "Tanh" -> Math.tanh(x);
      case "Sigmoid" -> 1 / (1 + Math.exp(-x));
      case "Softplus" -> x > 30 ? x : Math.log1p(Math.exp(x));
      case "Softsign" -> x / (1 + Math.abs(x));
      case "Abs" -> Math.abs(x);
      case "Sign" -> Math.signum(x);
      case "HardSigmoid" ->
          Math.max(0, Math.min(1, number("alpha", 0.2) * x + number("beta", 0.5)));
      case "Elu" -> x > 0 ? x : number("alpha", 1) * Math.expm1(x);
      case "Selu" ->
          number("gamma", 1.0507009873554805)
              * (x > 0 ? x : number("alpha", 1.6732632423543772) * Math.expm1(x));
      case "LeakyRelu" -> x > 0 ? x : number("alpha", 0.01) * x;
      case "ThresholdedRelu" -> x > number("alpha", 1) ? x : 0;
      default ->
          throw new IllegalArgumentException(
              "the operator %s is none of a student's".formatted(node.getOpType()));
    };
  }

  private static Values fold(List<Values> inputs, DoubleBinaryOperator function) {
    return inputs.stream().reduce((a, b) -> a.with(b, function)).orElseThrow();
  }

  private static Values gemm(Values x, Values weights, Values bias) {
    int depth = weights.size(0);
    int width = weights.size(1);
    Values result = Values.zeros(x.size(0), width);
    for (int i = 0; i < x.size(0); i++) {
      for (int j = 0; j < width; j++) {
        double sum = bias.get(j);
        for (int k = 0; k < depth; k++) {
          sum += x.get(i * depth + k) * weights.get(k * width + j);
        }
        result.set(i * width + j, sum);
      }
    }
    return result;
  }

  private Values normalization(List<Values> inputs) {
    Values x = inputs.get(0);
    Values result = Values.zeros(x.shape());
    for (int i = 0; i < x.length(); i++) {
      int channel = i / x.places() % x.size(1);
      double deviation = Math.sqrt(inputs.get(4).get(channel) + number("epsilon", 1e-5));
      double normalized = (x.get(i) - inputs.get(3).get(channel)) / deviation;
      result.set(i, inputs.get(1).get(channel) * normalized + inputs.get(2).get(channel));
    }
    return result;
  }

  /** To whole numbers from 0 to 255. */
  private static Values quantized(Values x, double scale, double zero) {
    return x.map(v -> Math.max(0, Math.min(255, Math.rint(v / scale) + zero)));
  }

  /** With one scale for all, or one for each place of an axis; without a zero it is 0. */
  private Values dequantized(List<Values> inputs) {
    Values x = inputs.get(0);
    Values scale = inputs.get(1);
    double zero = inputs.size() > 2 ? inputs.get(2).get(0) : 0;
    int behind = 1;
    for (int axis = integer("axis", 1) + 1; axis < x.shape().length; axis++) {
      behind *= x.size(axis);
    }
    Values result = Values.zeros(x.shape());
    for (int i = 0; i < x.length(); i++) {
      double step = scale.length() == 1 ? scale.get(0) : scale.get(i / behind % scale.length());
      result.set(i, (x.get(i) - zero) * step);
    }
    return result;
  }

  private static Values reshape(Values x, Values wanted) {
    int[] shape = Arrays.stream(wanted.numbers()).mapToInt(n -> (int) n).toArray();
    int rest = 1;
    for (int i = 1; i < shape.length; i++) {
      rest *= shape[i];
    }
    shape[0] = x.length() / rest; // the only one that is -1
    return new Values(shape, x.numbers());
  }

  /** Along the second axis. */
  private static Values concatenation(List<Values> inputs) {
    int[] shape = inputs.get(0).shape();
    shape[1] = inputs.stream().mapToInt(x -> x.size(1)).sum();
    Values result = Values.zeros(shape);
    int to = 0;
    for (int example = 0; example < shape[0]; example++) {
      for (Values x : inputs) {
        int length = x.length() / shape[0];
        for (int i = 0; i < length; i++) {
          result.set(to++, x.get(example * length + i));
        }
      }
    }
    return result;
  }

  private static Values softmax(Values x) {
    int width = x.size(1);
    Values result = Values.zeros(x.shape());
    for (int start = 0; start < x.length(); start += width) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int i = start; i < start + width; i++) {
        largest = Math.max(largest, x.get(i));
      }
      double sum = 0;
      for (int i = start; i < start + width; i++) {
        result.set(i, Math.exp(x.get(i) - largest));
        sum += result.get(i);
      }
      for (int i = start; i < start + width; i++) {
        result.set(i, result.get(i) / sum);
      }
    }
    return result;
  }

  double number(String name, double otherwise) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .mapToDouble(AttributeProto::getF)
        .findFirst()
        .orElse(otherwise);
  }

  int integer(String name, int otherwise) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .mapToInt(attribute -> (int) attribute.getI())
        .findFirst()
        .orElse(otherwise);
  }

  int[] list(String name) {
    return node.getAttributeList().stream()
        .filter(attribute -> attribute.getName().equals(name))
        .findFirst()
        .orElseThrow()
        .getIntsList()
        .stream()
        .mapToInt(Math::toIntExact)
        .toArray();
  }
}
