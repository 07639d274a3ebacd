package org.distill4j.export.internal.onnx;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import onnx.Onnx.ModelProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.StringStringEntryProto;
import org.distill4j.export.Origin;
import org.distill4j.export.internal.Agreement;
import org.distill4j.export.internal.Range;
import org.distill4j.export.internal.Steps;
import org.distill4j.internal.WholeFile;
import org.distill4j.model.network.internal.Network;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The ONNX file of a network, with what is known of where it comes from. */
public final class OnnxFile {

  /** Of the operators; ONNX Runtime reads it from version 1.6 on. */
  public static final int OPSET = 13;

  /** Of the format itself, which came with that opset. */
  private static final int FORMAT = 7;

  private OnnxFile() {}

  /**
   * Writes a network, all of it or nothing: the bytes are read again and evaluated, and their
   * logits compared with the network's, before there is a file.
   *
   * @param network not modified
   * @param origin what is known of it
   * @param file whose folder must exist; replaced if it is there
   * @throws java.io.UncheckedIOException if the file cannot be written
   * @throws IllegalArgumentException if a layer cannot be written, or the origin does not fit
   * @throws IllegalStateException if the network's logits are not finite
   */
  public static void write(Network network, Origin origin, Path file) {
    origin.requireFits(network.inputs(), network.classes());
    byte[] bytes = model(Steps.of(network), origin, Precision.FLOAT).toByteArray();
    OnnxEvaluation evaluation = OnnxEvaluation.of(bytes);
    Agreement.require(
        network, features -> evaluation.outputs(features).get(Steps.LOGITS), file.toString());
    WholeFile.write(file, out -> out.write(bytes));
  }

  /**
   * Writes a network with weights and inputs of eight bits, all of it or nothing.
   *
   * @param network not modified
   * @param origin what is known of it
   * @param calibration examples {@code [N, d]}, which tell the range of each layer's input
   * @param file whose folder must exist; replaced if it is there
   * @throws java.io.UncheckedIOException if the file cannot be written
   * @throws IllegalArgumentException if a layer cannot be written, or the origin does not fit
   * @throws IllegalStateException if the network's logits are not finite
   */
  public static void writeEightBits(
      Network network, Origin origin, INDArray calibration, Path file) {
    origin.requireFits(network.inputs(), network.classes());
    Steps steps = Steps.of(network);
    Agreement.requireFinite(network, file.toString());
    Precision precision = new EightBits(ranges(steps, calibration));
    byte[] bytes = model(steps, origin, precision).toByteArray();
    WholeFile.write(file, out -> out.write(bytes));
  }

  /**
   * What each tensor of a network holds for some examples.
   *
   * @param steps of the network
   * @param examples {@code [N, d]}; not modified
   * @return ranges by the tensors' names
   */
  public static Map<String, Range> ranges(Steps steps, INDArray examples) {
    byte[] whole = model(steps, Origin.unknown(), Precision.FLOAT).toByteArray();
    return OnnxEvaluation.of(whole).ranges(examples);
  }

  private static ModelProto model(Steps steps, Origin origin, Precision precision) {
    ModelProto.Builder model =
        ModelProto.newBuilder()
            .setIrVersion(FORMAT)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(OPSET))
            .setProducerName("distill4j")
            .setDocString("features [N, d] to logits and probabilities [N, C]");
    Map<String, String> known = origin.entries();
    known.forEach(
        (key, value) ->
            model.addMetadataProps(
                StringStringEntryProto.newBuilder().setKey(key).setValue(value)));
    OnnxGraph graph = new OnnxGraph();
    graph.input(Steps.FEATURES, steps.features().size());
    steps.all().forEach(step -> step.accept(new OnnxWriter(graph, precision)));
    graph.node("Softmax", List.of(Steps.LOGITS), Steps.PROBABILITIES, OnnxGraph.integer("axis", 1));
    graph.output(Steps.LOGITS, steps.logits().size());
    graph.output(Steps.PROBABILITIES, steps.logits().size());
    return model.setGraph(graph.build()).build();
  }
}
