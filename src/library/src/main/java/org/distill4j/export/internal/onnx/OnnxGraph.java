package org.distill4j.export.internal.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.AttributeProto.AttributeType;
import onnx.Onnx.GraphProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorProto.DataType;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.protobuf.ByteString;

/** The nodes and constants of a graph, as they come. */
final class OnnxGraph {

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("student");
  private final Set<String> names = new HashSet<>();

  /** Adds an operation with one output, and gives back the output's name. */
  String node(String operator, List<String> inputs, String output, AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setOpType(operator)
            .setName(output)
            .addAllInput(inputs)
            .addOutput(output)
            .addAllAttribute(List.of(attributes)));
    return output;
  }

  /** Adds an operation whose output nobody names. */
  String node(String operator, List<String> inputs, AttributeProto... attributes) {
    return node(operator, inputs, unused(operator.toLowerCase(Locale.ROOT)), attributes);
  }

  /** Adds numbers in C order, whatever order they have in memory. */
  String constant(String name, INDArray numbers, long... shape) {
    float[] values =
        numbers.castTo(org.nd4j.linalg.api.buffer.DataType.FLOAT).dup('c').data().asFloat();
    ByteBuffer bytes =
        ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return constant(name, DataType.FLOAT, bytes, shape);
  }

  String scalar(double value) {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putFloat(0, (float) value);
    return constant("number", DataType.FLOAT, bytes);
  }

  String integers(String name, long... values) {
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asLongBuffer().put(values);
    return constant(name, DataType.INT64, bytes, values.length);
  }

  /** One byte that is read as a number from 0 to 255. */
  String unsigned(String name, byte value) {
    return constant(name, DataType.UINT8, ByteBuffer.allocate(1).put(0, value));
  }

  /** Rounded to whole numbers from -128 to 127. */
  String signed(String name, INDArray numbers, long... shape) {
    double[] values = numbers.dup('c').data().asDouble();
    ByteBuffer bytes = ByteBuffer.allocate(values.length);
    for (int i = 0; i < values.length; i++) {
      bytes.put(i, (byte) Math.rint(values[i]));
    }
    return constant(name, DataType.INT8, bytes, shape);
  }

  /** Rounded to whole numbers of 32 bits. */
  String integers32(String name, INDArray numbers, long... shape) {
    double[] values = numbers.dup('c').data().asDouble();
    ByteBuffer bytes =
        ByteBuffer.allocate(Integer.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putInt((int) Math.rint(value));
    }
    return constant(name, DataType.INT32, bytes.rewind(), shape);
  }

  private String constant(String name, DataType type, ByteBuffer bytes, long... shape) {
    String own = unused(name);
    graph.addInitializer(
        TensorProto.newBuilder()
            .setName(own)
            .setDataType(type.getNumber())
            .addAllDims(Arrays.stream(shape).boxed().toList())
            .setRawData(ByteString.copyFrom(bytes)));
    return own;
  }

  private String unused(String name) {
    String own = "/" + name; // a slash before it: unlike any name of a tensor
    for (int i = 2; !names.add(own); i++) {
      own = "/" + name + i;
    }
    return own;
  }

  void input(String name, int width) {
    graph.addInput(row(name, width));
  }

  void output(String name, int width) {
    graph.addOutput(row(name, width));
  }

  /** {@code [N, width]}: the number of examples is free. */
  private static ValueInfoProto row(String name, int width) {
    TensorShapeProto shape =
        TensorShapeProto.newBuilder()
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimParam("N"))
            .addDim(TensorShapeProto.Dimension.newBuilder().setDimValue(width))
            .build();
    TypeProto.Tensor type =
        TypeProto.Tensor.newBuilder()
            .setElemType(DataType.FLOAT.getNumber())
            .setShape(shape)
            .build();
    return ValueInfoProto.newBuilder()
        .setName(name)
        .setType(TypeProto.newBuilder().setTensorType(type))
        .build();
  }

  GraphProto build() {
    return graph.build();
  }

  static AttributeProto number(String name, double value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.FLOAT)
        .setF((float) value)
        .build();
  }

  static AttributeProto integer(String name, long value) {
    return AttributeProto.newBuilder().setName(name).setType(AttributeType.INT).setI(value).build();
  }

  static AttributeProto list(String name, long... values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeType.INTS)
        .addAllInts(Arrays.stream(values).boxed().toList())
        .build();
  }
}
