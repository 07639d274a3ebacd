package org.distill4j.onnx;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import onnx.Onnx.AttributeProto;
import onnx.Onnx.GraphProto;
import onnx.Onnx.ModelProto;
import onnx.Onnx.NodeProto;
import onnx.Onnx.OperatorSetIdProto;
import onnx.Onnx.TensorProto;
import onnx.Onnx.TensorShapeProto;
import onnx.Onnx.TensorShapeProto.Dimension;
import onnx.Onnx.TypeProto;
import onnx.Onnx.ValueInfoProto;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An ONNX file in the making, written with the message classes that ND4J has. */
final class Made {

  static final int FLOAT = 1;
  static final int INT64 = 7;
  static final int DOUBLE = 11;

  /** A size that the file leaves open. */
  static final long ANY = -1;

  private final GraphProto.Builder graph = GraphProto.newBuilder().setName("made");
  private int opset = 13;

  /** A linear model, {@code x W + b}, from "x" to "logits". */
  static Made linear(INDArray weights, INDArray bias) {
    return new Made()
        .input("x", FLOAT, ANY, weights.size(0))
        .numbers("W", weights)
        .numbers("b", bias)
        .node("Gemm", List.of("x", "W", "b"), List.of("logits"))
        .output("logits", FLOAT, ANY, weights.size(1));
  }

  Made opset(int version) {
    opset = version;
    return this;
  }

  Made input(String name, int type, long... shape) {
    graph.addInput(value(name, type, shape));
    return this;
  }

  Made output(String name, int type, long... shape) {
    graph.addOutput(value(name, type, shape));
    return this;
  }

  /** An output that is a map from class to number for each example. */
  Made mapOutput(String name) {
    TypeProto number = TypeProto.newBuilder().setTensorType(tensor(FLOAT)).build();
    TypeProto.Map map = TypeProto.Map.newBuilder().setKeyType(INT64).setValueType(number).build();
    TypeProto.Sequence maps =
        TypeProto.Sequence.newBuilder().setElemType(TypeProto.newBuilder().setMapType(map)).build();
    TypeProto type = TypeProto.newBuilder().setSequenceType(maps).build();
    graph.addOutput(ValueInfoProto.newBuilder().setName(name).setType(type));
    return this;
  }

  Made numbers(String name, INDArray array) {
    TensorProto.Builder tensor = TensorProto.newBuilder().setName(name).setDataType(FLOAT);
    for (long size : array.shape()) {
      tensor.addDims(size);
    }
    for (float value : array.dup('c').data().asFloat()) {
      tensor.addFloatData(value);
    }
    graph.addInitializer(tensor);
    return this;
  }

  Made node(String operator, List<String> from, List<String> to, AttributeProto... attributes) {
    return node("", operator, from, to, attributes);
  }

  Made node(
      String domain,
      String operator,
      List<String> from,
      List<String> to,
      AttributeProto... attributes) {
    graph.addNode(
        NodeProto.newBuilder()
            .setDomain(domain)
            .setOpType(operator)
            .addAllInput(from)
            .addAllOutput(to)
            .addAllAttribute(List.of(attributes)));
    return this;
  }

  static AttributeProto whole(String name, long value) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INT)
        .setI(value)
        .build();
  }

  static AttributeProto wholes(String name, Long... values) {
    return AttributeProto.newBuilder()
        .setName(name)
        .setType(AttributeProto.AttributeType.INTS)
        .addAllInts(List.of(values))
        .build();
  }

  Path write(Path file) {
    ModelProto model =
        ModelProto.newBuilder()
            .setIrVersion(8)
            .addOpsetImport(OperatorSetIdProto.newBuilder().setVersion(opset))
            .addOpsetImport(OperatorSetIdProto.newBuilder().setDomain("ai.onnx.ml").setVersion(1))
            .setGraph(graph)
            .build();
    try {
      return Files.write(file, model.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ValueInfoProto value(String name, int type, long... shape) {
    TypeProto tensor = TypeProto.newBuilder().setTensorType(tensor(type, shape)).build();
    return ValueInfoProto.newBuilder().setName(name).setType(tensor).build();
  }

  private static TypeProto.Tensor tensor(int type, long... shape) {
    TensorShapeProto.Builder sizes = TensorShapeProto.newBuilder();
    for (int i = 0; i < shape.length; i++) {
      Dimension.Builder size = Dimension.newBuilder();
      sizes.addDim(shape[i] == ANY ? size.setDimParam("n" + i) : size.setDimValue(shape[i]));
    }
    return TypeProto.Tensor.newBuilder().setElemType(type).setShape(sizes).build();
  }
}
