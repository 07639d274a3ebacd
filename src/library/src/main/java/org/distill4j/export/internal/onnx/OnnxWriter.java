package org.distill4j.export.internal.onnx;

import java.util.List;
import onnx.Onnx.AttributeProto;
import org.distill4j.data.ImageShape;
import org.distill4j.export.internal.Axis;
import org.distill4j.export.internal.Step;
import org.distill4j.export.internal.Step.Activation;
import org.distill4j.export.internal.Step.Combination;
import org.distill4j.export.internal.Step.Convolution;
import org.distill4j.export.internal.Step.Dense;
import org.distill4j.export.internal.Step.Normalization;
import org.distill4j.export.internal.Step.Pooling;
import org.distill4j.export.internal.Step.Reshape;
import org.distill4j.export.internal.Tensor;
import org.distill4j.export.internal.Window;

/** Writes each step as operators of ONNX's opset 13. */
final class OnnxWriter implements Step.Writer {

  private final OnnxGraph graph;
  private final Precision precision;

  OnnxWriter(OnnxGraph graph, Precision precision) {
    this.graph = graph;
    this.precision = precision;
  }

  @Override
  public void dense(Dense step) {
    Precision.Layer layer =
        new Precision.Layer(step.output().memory(), step.weights(), step.bias(), 1);
    graph.node("Gemm", precision.operands(graph, step.input(), layer), step.output().name());
  }

  @Override
  public void convolution(Convolution step) {
    Window window = step.window();
    Precision.Layer layer =
        new Precision.Layer(step.output().memory(), step.weights(), step.bias(), 0);
    graph.node(
        "Conv",
        precision.operands(graph, step.input(), layer),
        step.output().name(),
        kernel(window),
        strides(window),
        pads(window),
        dilations(window));
  }

  @Override
  public void pooling(Pooling step) {
    Window window = step.window();
    List<String> input = List.of(step.input().name());
    if (step.of() == Pooling.Statistic.MAXIMUM) {
      graph.node(
          "MaxPool",
          input,
          step.output().name(),
          kernel(window),
          strides(window),
          pads(window),
          dilations(window));
    } else {
      int padding = step.of() == Pooling.Statistic.MEAN_WITH_PADDING ? 1 : 0;
      graph.node(
          "AveragePool",
          input,
          step.output().name(),
          kernel(window),
          strides(window),
          pads(window),
          OnnxGraph.integer("count_include_pad", padding));
    }
  }

  private static AttributeProto kernel(Window window) {
    return OnnxGraph.list("kernel_shape", window.rows().kernel(), window.columns().kernel());
  }

  private static AttributeProto strides(Window window) {
    return OnnxGraph.list("strides", window.rows().stride(), window.columns().stride());
  }

  private static AttributeProto dilations(Window window) {
    return OnnxGraph.list("dilations", window.rows().dilation(), window.columns().dilation());
  }

  private static AttributeProto pads(Window window) {
    Axis rows = window.rows();
    Axis columns = window.columns();
    return OnnxGraph.list("pads", rows.before(), columns.before(), rows.after(), columns.after());
  }

  @Override
  public void normalization(Normalization step) {
    Normalization.Statistics by = step.statistics();
    String name = step.output().memory();
    int channels = step.output().channels();
    graph.node(
        "BatchNormalization",
        List.of(
            step.input().name(),
            graph.constant(name + "/gamma", by.gamma(), channels),
            graph.constant(name + "/beta", by.beta(), channels),
            graph.constant(name + "/mean", by.mean(), channels),
            graph.constant(name + "/variance", by.variance(), channels)),
        step.output().name(),
        OnnxGraph.number("epsilon", by.epsilon()));
  }

  @Override
  public void activation(Activation step) {
    new OnnxActivation(graph, step.input().name(), step.output().name()).write(step.function());
  }

  @Override
  public void combination(Combination step) {
    List<String> inputs = step.inputs().stream().map(Tensor::name).toList();
    String output = step.output().name();
    switch (step.kind()) {
      case SUM -> graph.node("Sum", inputs, output);
      case MEAN -> graph.node("Mean", inputs, output);
      case MAXIMUM -> graph.node("Max", inputs, output);
      case DIFFERENCE -> graph.node("Sub", inputs, output);
      case PRODUCT -> product(inputs, output);
      case SEQUENCE -> graph.node("Concat", inputs, output, OnnxGraph.integer("axis", 1));
    }
  }

  /** ONNX multiplies two at a time. */
  private void product(List<String> inputs, String output) {
    String soFar = inputs.get(0);
    int last = inputs.size() - 1;
    for (int i = 1; i < last; i++) {
      soFar = graph.node("Mul", List.of(soFar, inputs.get(i)));
    }
    graph.node("Mul", List.of(soFar, inputs.get(last)), output);
  }

  @Override
  public void reshape(Reshape step) {
    Tensor output = step.output();
    long[] shape =
        output.maps().map(OnnxWriter::shape).orElseGet(() -> new long[] {-1, output.size()});
    String wanted = graph.integers("shape", shape);
    graph.node("Reshape", List.of(step.input().name(), wanted), output.name());
  }

  private static long[] shape(ImageShape maps) {
    return new long[] {-1, maps.channels(), maps.height(), maps.width()};
  }
}
