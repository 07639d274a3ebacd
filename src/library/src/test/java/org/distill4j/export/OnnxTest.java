package org.distill4j.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import onnx.Onnx.ModelProto;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.distill4j.distill.TransferSet;
import org.distill4j.export.internal.onnx.OnnxEvaluation;
import org.distill4j.model.Student;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationCube;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class OnnxTest {

  private static final double ROUNDING = 1e-5;

  @TempDir Path folder;

  static Student student(Model network) {
    return network instanceof MultiLayerNetwork chain
        ? Student.of(chain)
        : Student.of((ComputationGraph) network);
  }

  private static INDArray stock(Model network, INDArray features) {
    return network instanceof MultiLayerNetwork chain
        ? chain.output(features)
        : ((ComputationGraph) network).outputSingle(features);
  }

  private static OnnxEvaluation read(Path file) throws IOException {
    return OnnxEvaluation.of(Files.readAllBytes(file));
  }

  @TestFactory
  Stream<DynamicTest> everyLayerSaysTheSameInAFile() {
    return SampleNetworks.all().entrySet().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(sample.getKey(), () -> saysTheSame(sample.getValue())));
  }

  private void saysTheSame(Model network) throws IOException {
    Student student = student(network);
    INDArray features = Toy.random(5, 9, student.inputs()).castTo(DataType.FLOAT);
    Path file = folder.resolve("student.onnx");
    student.saveOnnx(file);
    Map<String, INDArray> outputs = read(file).outputs(features);
    Alike.require(student.logits(features.dup()), outputs.get("logits"), ROUNDING);
    Alike.require(stock(network, features.dup()), outputs.get("probabilities"), ROUNDING);
  }

  @TestFactory
  Stream<DynamicTest> everyLayerSaysNearlyTheSameWithEightBits() {
    return SampleNetworks.all().entrySet().stream()
        .filter(sample -> !sample.getKey().equals("the activation THRESHOLDEDRELU")) // it jumps
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.getKey(), () -> saysNearlyTheSame(sample.getValue())));
  }

  private void saysNearlyTheSame(Model network) throws IOException {
    Student student = student(network);
    INDArray features = Toy.random(5, 200, student.inputs()).castTo(DataType.FLOAT);
    Dataset examples = Dataset.unlabelled(features, List.of("a", "b", "c"));
    Path file = folder.resolve("student.onnx");
    student.saveEightBitOnnx(file, Origin.unknown(), examples);
    INDArray logits = read(file).outputs(features).get("logits");
    Alike.require(student.logits(features.dup()), logits, 0.1);
  }

  @Test
  void eightBitsAreWhatTheyAreByHand() throws IOException {
    Student student = Student.linear(2).classes(2).build();
    // W = {{1, 0.5}, {-0.3, 0.2}}, in steps of 1/63 and 0.5/63; b = {0.1, -0.2}
    student
        .network()
        .setParams(Nd4j.create(new double[] {1, -0.3, 0.5, 0.2, 0.1, -0.2}).castTo(DataType.FLOAT));
    INDArray features = Nd4j.create(new float[][] {{-1, 0}, {1.55f, 0.3f}}); // in steps of 0.01
    Path file = folder.resolve("student.onnx");
    student.saveEightBitOnnx(
        file, Origin.unknown(), Dataset.unlabelled(features, List.of("a", "b")));
    INDArray logits = read(file).outputs(Nd4j.create(new float[][] {{0.104f, 9}})).get("logits");
    // 0.104 becomes 0.10, and 9 the largest, 1.55; -0.3 becomes -19 / 63, 0.2 becomes 25 / 126
    assertEquals(0.1 * 1 - 1.55 * 19 / 63 + 0.1, logits.getDouble(0, 0), 1e-4);
    assertEquals(0.1 * 0.5 + 1.55 * 25 / 126 - 0.2, logits.getDouble(0, 1), 1e-4);
  }

  @Test
  void examplesOfAnotherWidthCannotCalibrate() {
    Path file = folder.resolve("student.onnx");
    Dataset wide = Dataset.unlabelled(Nd4j.zeros(3, 7), Toy.CLASSES);
    Refused.argument(
        "the network takes 4 features, but the examples for calibration have 7",
        () -> Toy.student(1).saveEightBitOnnx(file, Origin.unknown(), wide));
    assertFalse(Files.exists(file));
  }

  @Test
  void aStudentInDoublePrecisionIsRounded() throws IOException {
    Student student = Student.mlp(4).hidden(9).classes(3).dataType(DataType.DOUBLE).build();
    Path file = folder.resolve("student.onnx");
    student.saveOnnx(file);
    INDArray features = Toy.random(1, 5, 4);
    Alike.require(student.logits(features), read(file).outputs(features).get("logits"), ROUNDING);
  }

  @Test
  void theFileSaysWhatItIsAndWhereItComesFrom() throws IOException {
    Dataset points = Toy.points(20, 1);
    TransferSet set = TransferSet.label(points, Toy.teacher(2));
    Path file = folder.resolve("student.onnx");
    Toy.student(1).saveOnnx(file, set.origin().withTemperature(4));

    ModelProto model = ModelProto.parseFrom(Files.readAllBytes(file));
    assertEquals(13, model.getOpsetImport(0).getVersion());
    assertEquals(7, model.getIrVersion());
    assertEquals("features", model.getGraph().getInput(0).getName());
    assertEquals(
        List.of("logits", "probabilities"),
        model.getGraph().getOutputList().stream().map(output -> output.getName()).toList());

    Map<String, String> known = read(file).metadata();
    assertEquals("centre\nabove\nbelow", known.get("classes"));
    assertEquals("4.0", known.get("temperature"));
    assertTrue(known.get("library").startsWith("distill4j"), known::toString);
    assertTrue(known.get("data").matches("sha256:[0-9a-f]{64}"), known::toString);
    assertFalse(known.containsKey("image"));
    assertEquals(
        set.origin().teacher(), TransferSet.label(points, Toy.teacher(2)).origin().teacher());
    assertFalse(
        set.origin().teacher().equals(TransferSet.label(points, Toy.teacher(3)).origin().teacher()),
        "another teacher should have another fingerprint");
  }

  @Test
  void anOriginOfAnotherStudentIsRefused() {
    Student student = Toy.student(1);
    Path file = folder.resolve("student.onnx");
    Refused.argument(
        "the origin names 2 classes, but the student has 3",
        () -> student.saveOnnx(file, Origin.unknown().withClasses(List.of("a", "b"))));
    Refused.argument(
        "the origin's images of 2 x 3 pixels have 6 numbers, but the student takes 4",
        () -> student.saveOnnx(file, Origin.unknown().withImage(ImageShape.gray(2, 3))));
    Refused.argument(
        "temperature must be above 0 and finite, but was 0.0",
        () -> Origin.unknown().withTemperature(0));
    assertFalse(Files.exists(file));
  }

  /** A layer of somebody's own, which computes nobody knows what. */
  private static final class OwnCube extends ActivationCube {}

  private static Student chain(InputType input, org.deeplearning4j.nn.conf.layers.Layer layer) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(layer)
                .layer(
                    new OutputLayer.Builder()
                        .name("out")
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .setInputType(input)
                .build());
    network.init();
    return Student.of(network);
  }

  private static final String ALLOWED =
      ", which cannot be written; what can: dense, convolutional (2D), pooling, batch"
          + " normalization, activation and dropout layers, sums and merges of them";

  @Test
  void whatCannotBeWrittenIsNamedAndTheOldFileStays() throws IOException {
    Path file = Files.writeString(folder.resolve("student.onnx"), "old");
    Student own =
        chain(
            InputType.feedForward(3),
            new DenseLayer.Builder().name("mine").nOut(2).activation(new OwnCube()).build());
    Refused.argument(
        ("'mine' is a DenseLayer of which the activation cube of %s cannot be written" + ALLOWED)
            .formatted(OwnCube.class.getName()),
        () -> own.saveOnnx(file));
    InputType images = InputType.convolutionalFlat(4, 4, 1);
    Refused.argument(
        "'local' is a org.deeplearning4j.nn.conf.layers.LocalResponseNormalization" + ALLOWED,
        () ->
            chain(images, new LocalResponseNormalization.Builder().name("local").build())
                .saveOnnx(file));
    Refused.argument(
        "'sum' is a SubsamplingLayer of which the pooling SUM cannot be written" + ALLOWED,
        () ->
            chain(
                    images,
                    new SubsamplingLayer.Builder(2, 2)
                        .poolingType(PoolingType.SUM)
                        .name("sum")
                        .build())
                .saveOnnx(file));
    Refused.argument(
        "'far' is a SubsamplingLayer of which the pooling of dilated windows cannot be written"
            + ALLOWED,
        () ->
            chain(images, new SubsamplingLayer.Builder(2, 2).dilation(2, 2).name("far").build())
                .saveOnnx(file));
    assertEquals("old", Files.readString(file));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
  }

  @Test
  void aPlaceThatIsNoFolderIsRefused() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "one");
    Path below = file.resolve("student.onnx");
    Refused.io(
        "cannot write %s: there is no folder %s".formatted(below, file),
        () -> Toy.student(1).saveOnnx(below));
  }

  @Test
  void aStudentWhoseLogitsAreNotFiniteIsRefused() {
    Student student = Toy.student(1);
    student.network().params().putScalar(0, Double.NaN);
    Path file = folder.resolve("student.onnx");
    Refused.state(
        file + " was not written: the network's logits are not finite",
        () -> student.saveOnnx(file));
    assertFalse(Files.exists(file));
  }
}
