package org.distill4j.export.internal.onnx;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.distill4j.export.internal.Tensor;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes inputs and weights with eight bits, as pairs of QuantizeLinear and DequantizeLinear that
 * runtimes turn into whole-number arithmetic: inputs from 0 to 255 with a scale and a zero of their
 * own, weights from -63 to 63 with a scale for each output, biases with 32 bits.
 *
 * @param ranges of each tensor, by name, as calibration found them
 */
record EightBits(Map<String, Range> ranges) implements Precision {

  /** Of weights: processors without VNNI add two products in 16 bits, and 2 x 255 x 127 is more. */
  private static final int LARGEST = 63;

  /**
   * The smallest number and the largest, with 0 among them.
   *
   * @param least at most 0
   * @param most at least 0
   */
  record Range(double least, double most) {

    Range {
      least = Math.min(0, least);
      most = Math.max(0, most);
    }

    Range with(Range other) {
      return new Range(Math.min(least, other.least), Math.max(most, other.most));
    }

    /** What one step stands for. */
    float scale() {
      return most == least ? 1 : (float) ((most - least) / 255);
    }

    /** Which of the steps stands for 0. */
    byte zero() {
      return (byte) Math.round(-least / scale());
    }
  }

  @Override
  public List<String> operands(OnnxGraph graph, Tensor input, Layer layer) {
    Range range = ranges.get(input.name());
    String scale = graph.scalar(range.scale());
    String zero = graph.unsigned("zero", range.zero());
    String steps = graph.node("QuantizeLinear", List.of(input.name(), scale, zero));
    String x = graph.node("DequantizeLinear", List.of(steps, scale, zero));

    int[] others = others(layer);
    INDArray largest = layer.weights().castTo(DataType.DOUBLE).amax(others).reshape(-1);
    INDArray scales = largest.div(LARGEST).addi(largest.eq(0).castTo(DataType.DOUBLE));
    INDArray whole = quotient(layer, scales);
    String weightScale = graph.constant(layer.name() + "/scales", scales, layer.outputs());
    String weights =
        graph.node(
            "DequantizeLinear",
            List.of(graph.signed(layer.name() + "/weights", whole, layer.shape()), weightScale),
            OnnxGraph.integer("axis", layer.axis()));
    INDArray biasScales = scales.mul(range.scale());
    INDArray bias = layer.bias().castTo(DataType.DOUBLE).reshape(-1).div(biasScales);
    String biases =
        graph.node(
            "DequantizeLinear",
            List.of(
                graph.integers32(layer.name() + "/bias", bias, layer.outputs()),
                graph.constant(layer.name() + "/bias scales", biasScales, layer.outputs())),
            OnnxGraph.integer("axis", 0));
    return List.of(x, weights, biases);
  }

  private static int[] others(Layer layer) {
    return IntStream.range(0, layer.shape().length).filter(axis -> axis != layer.axis()).toArray();
  }

  /** Weights in steps of their output's scale. */
  private static INDArray quotient(Layer layer, INDArray scales) {
    long[] shape = new long[layer.shape().length];
    Arrays.fill(shape, 1);
    shape[layer.axis()] = layer.outputs();
    return layer.weights().castTo(DataType.DOUBLE).div(scales.reshape(shape));
  }
}
