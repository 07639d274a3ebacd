package org.distill4j.export.internal.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.ValueInfoProto;
import org.distill4j.export.internal.Range;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.shade.protobuf.InvalidProtocolBufferException;

/**
 * Computes what an ONNX file says, with the operators that students need, slowly and in double
 * precision: a second opinion on what was written.
 */
public final class OnnxEvaluation {

  private static final int AT_A_TIME = 32;

  private final ModelProto model;

  private OnnxEvaluation(ModelProto model) {
    this.model = model;
  }

  /**
   * Reads a model.
   *
   * @param bytes of an ONNX file
   * @return ready to be asked
   * @throws IllegalArgumentException if these are not the bytes of an ONNX file
   */
  public static OnnxEvaluation of(byte[] bytes) {
    try {
      return new OnnxEvaluation(ModelProto.parseFrom(bytes));
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("this is no ONNX file: " + e.getMessage(), e);
    }
  }

  /**
   * Runs the graph.
   *
   * @param features {@code [N, d]}; not modified
   * @return its outputs by name, {@code [N, C]} each, of type DOUBLE
   * @throws IllegalArgumentException if the graph has an operator that no student has
   */
  public Map<String, INDArray> outputs(INDArray features) {
    Map<String, Values> known = all(features);
    Map<String, INDArray> outputs = new HashMap<>();
    for (ValueInfoProto output : model.getGraph().getOutputList()) {
      Values found = known.get(output.getName());
      outputs.put(
          output.getName(),
          Nd4j.create(found.numbers(), new long[] {found.size(0), found.size(1)}, 'c'));
    }
    return outputs;
  }

  /** The range of everything that the graph computes from some examples, a few at a time. */
  Map<String, Range> ranges(INDArray features) {
    Map<String, Range> ranges = new HashMap<>();
    for (long from = 0; from < features.size(0); from += AT_A_TIME) {
      long to = Math.min(from + AT_A_TIME, features.size(0));
      INDArray some = features.get(NDArrayIndex.interval(from, to), NDArrayIndex.all());
      all(some).forEach((name, found) -> ranges.merge(name, found.range(), Range::with));
    }
    return ranges;
  }

  private Map<String, Values> all(INDArray features) {
    Map<String, Values> known = new HashMap<>();
    model.getGraph().getInitializerList().forEach(t -> known.put(t.getName(), values(t)));
    int[] shape = Arrays.stream(features.shape()).mapToInt(Math::toIntExact).toArray();
    known.put(
        model.getGraph().getInput(0).getName(),
        new Values(shape, features.dup('c').data().asDouble()));
    for (NodeProto node : model.getGraph().getNodeList()) {
      List<Values> inputs = node.getInputList().stream().map(known::get).toList();
      known.put(node.getOutput(0), new OnnxNode(node).apply(inputs));
    }
    return known;
  }

  /**
   * What the file says about itself.
   *
   * @return names and values
   */
  public Map<String, String> metadata() {
    Map<String, String> entries = new HashMap<>();
    model.getMetadataPropsList().forEach(e -> entries.put(e.getKey(), e.getValue()));
    return entries;
  }

  private static Values values(TensorProto tensor) {
    int[] shape = tensor.getDimsList().stream().mapToInt(Math::toIntExact).toArray();
    ByteBuffer bytes = tensor.getRawData().asReadOnlyByteBuffer().order(ByteOrder.LITTLE_ENDIAN);
    int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    return new Values(
        shape, IntStream.range(0, count).mapToDouble(i -> number(tensor, bytes, i)).toArray());
  }

  private static double number(TensorProto tensor, ByteBuffer bytes, int i) {
    return switch (tensor.getDataType()) {
      case TensorProto.DataType.FLOAT_VALUE -> bytes.getFloat(Float.BYTES * i);
      case TensorProto.DataType.INT64_VALUE -> bytes.getLong(Long.BYTES * i);
      case TensorProto.DataType.INT32_VALUE -> bytes.getInt(Integer.BYTES * i);
      case TensorProto.DataType.INT8_VALUE -> bytes.get(i);
      case TensorProto.DataType.UINT8_VALUE -> Byte.toUnsignedInt(bytes.get(i));
      default ->
          throw new IllegalArgumentException(
              "%s has numbers of type %d, which no student has"
                  .formatted(tensor.getName(), tensor.getDataType()));
    };
  }
}
