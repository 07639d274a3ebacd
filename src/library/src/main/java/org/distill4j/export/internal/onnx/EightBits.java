package org.distill4j.export.internal.onnx;

import java.util.List;
import java.util.Map;
import org.distill4j.export.internal.Range;
import org.distill4j.export.internal.Tensor;
import org.distill4j.export.internal.WholeNumbers;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes inputs and weights with eight bits, as pairs of QuantizeLinear and DequantizeLinear that
 * runtimes turn into whole-number arithmetic: inputs from 0 to 255 with a scale and a zero of their
 * own, weights and biases as {@link WholeNumbers}.
 *
 * @param ranges of each tensor, by name, as calibration found them
 */
record EightBits(Map<String, Range> ranges) implements Precision {

  @Override
  public List<String> operands(OnnxGraph graph, Tensor input, Layer layer) {
    Range range = ranges.get(input.name());
    String scale = graph.scalar(range.scale());
    String zero = graph.unsigned("zero", (byte) range.zero());
    String steps = graph.node("QuantizeLinear", List.of(input.name(), scale, zero));
    String x = graph.node("DequantizeLinear", List.of(steps, scale, zero));

    WholeNumbers whole =
        WholeNumbers.of(layer.name(), layer.weights(), layer.bias(), layer.axis(), range);
    String weightScale = graph.constant(layer.name() + "/scales", whole.scales(), layer.outputs());
    String weights =
        graph.node(
            "DequantizeLinear",
            List.of(
                graph.signed(layer.name() + "/weights", whole.weights(), layer.shape()),
                weightScale),
            OnnxGraph.integer("axis", layer.axis()));
    INDArray biasScales = whole.factors(range);
    String biases =
        graph.node(
            "DequantizeLinear",
            List.of(
                graph.integers32(layer.name() + "/bias", whole.bias(), layer.outputs()),
                graph.constant(layer.name() + "/bias scales", biasScales, layer.outputs())),
            OnnxGraph.integer("axis", 0));
    return List.of(x, weights, biases);
  }
}
