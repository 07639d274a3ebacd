package org.distill4j.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.export.internal.onnx.OnnxEvaluation;
import org.distill4j.model.Student;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class EightBitJavaTest {

  private static final double ROUNDING = 1e-5;
  private static final String NAME = "com.acme.Whole";

  @TempDir Path folder;

  private Compiled compiled(Student student, INDArray examples) {
    List<String> classes =
        IntStream.range(0, student.classes()).mapToObj(k -> "class " + k).toList();
    student.saveEightBitJava(folder, NAME, Origin.unknown(), Dataset.unlabelled(examples, classes));
    return Compiled.in(folder, NAME);
  }

  private static INDArray examples(int rows, Student student) {
    return Toy.random(5, rows, student.inputs()).castTo(DataType.FLOAT);
  }

  @TestFactory
  Stream<DynamicTest> everyLayerSaysWhatTheFileOfEightBitsSays() {
    return SampleNetworks.all().entrySet().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(sample.getKey(), () -> saysTheSame(sample.getValue())));
  }

  private void saysTheSame(Model network) throws IOException {
    Student student = OnnxTest.student(network);
    INDArray features = examples(30, student);
    Path file = folder.resolve("student.onnx");
    student.saveEightBitOnnx(
        file, Origin.unknown(), Dataset.unlabelled(features, List.of("a", "b", "c")));
    INDArray wanted =
        OnnxEvaluation.of(Files.readAllBytes(file)).outputs(features.mul(1.2)).get("logits");
    Compiled written = compiled(student, features);
    Alike.require(wanted, written.logits(features.mul(1.2)), ROUNDING); // beyond the range, too
    Alike.require(wanted, written.logits(features.mul(1.2)), ROUNDING); // in the same memory
  }

  @Test
  void eightBitsAreWhatTheyAreByHand() {
    Student student = Student.linear(2).classes(2).build();
    // W = {{1, 0.5}, {-0.3, 0.2}}, in steps of 1/63 and 0.5/63; b = {0.1, -0.2}
    student
        .network()
        .setParams(Nd4j.create(new double[] {1, -0.3, 0.5, 0.2, 0.1, -0.2}).castTo(DataType.FLOAT));
    Compiled written =
        compiled(student, Nd4j.create(new float[][] {{-1, 0}, {1.55f, 0.3f}})); // steps of 0.01
    // 0.104 becomes 0.10, and 9 the largest, 1.55; -0.3 becomes -19 / 63, 0.2 becomes 25 / 126
    float[] logits = written.logits(0.104f, 9);
    assertEquals(0.1 * 1 - 1.55 * 19 / 63 + 0.1, logits[0], 1e-4);
    assertEquals(0.1 * 0.5 + 1.55 * 25 / 126 - 0.2, logits[1], 1e-4);
    assertEquals(0, (int) written.call("predict", new float[] {1, 0}));
  }

  /** Whose steps, taken from the weights alone, would be too many for 32 bits, or too long. */
  @Test
  void aBiasBesideWhichWeightsAreNothingIsKept() {
    Student student = Student.linear(2).classes(2).build();
    student
        .network()
        .setParams(
            Nd4j.create(new double[] {1e-9, -1e-9, 0, 0, 1.2345, -0.6789}).castTo(DataType.FLOAT));
    float[] logits = compiled(student, Nd4j.create(new float[][] {{-5, 0}, {7, 3}})).logits(7, -5);
    assertArrayEquals(new float[] {1.2345f, -0.6789f}, logits, 1e-6f);
  }

  @Test
  void sumsThatNeedMoreThan32BitsAreRefused() throws IOException {
    int inputs = 140_000; // 255 x 63 x 140,000 is more than 2^31
    Student student = Student.linear(inputs).classes(2).build();
    student.network().setParams(Nd4j.ones(DataType.FLOAT, 1, 2L * inputs + 2));
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> compiled(student, Nd4j.ones(DataType.FLOAT, 1, inputs)));
    assertTrue(
        e.getMessage().contains("a layer of which a sum may need more than 32 bits"),
        e::getMessage);
    assertNothingIn(folder);
  }

  private static void assertNothingIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void weightsHaveOneByteEach() throws IOException {
    Student student = Toy.student(1); // 4-9-6-3
    compiled(student, examples(10, student));
    int weights = 4 * 9 + 9 * 6 + 6 * 3;
    int outputs = 9 + 6 + 3; // with a bias and a factor each
    assertEquals(weights + 8 * outputs, Files.size(folder.resolve("com/acme/Whole.weights")));
  }

  @Test
  void weightsOfThreeBitsAreKeptAsTheyAre() {
    Student student = Student.linear(40).classes(5).seed(1).build().rounded(3);
    INDArray whole = examples(9, student).muli(60).castTo(DataType.INT32).castTo(DataType.FLOAT);
    whole.putScalar(0, 0, -127).putScalar(1, 0, 128);
    Alike.require(student.logits(whole), compiled(student, whole).logits(whole), ROUNDING);
  }

  @Test
  void manyThreadsAskAtOnce() {
    Student student = Toy.student(3);
    INDArray examples = examples(50, student);
    Compiled written = compiled(student, examples);
    float[][] features = examples.toFloatMatrix();
    float[][] alone = Stream.of(features).map(written::logits).toArray(float[][]::new);
    IntStream.range(0, 20_000)
        .parallel()
        .forEach(i -> assertArrayEquals(alone[i % 50], written.logits(features[i % 50])));
  }

  @Test
  void aQuestionAllocatesNothing() throws Throwable {
    Student student = OnnxTest.student(SampleNetworks.all().get("two convolutions"));
    Compiled written = compiled(student, examples(5, student));
    MethodHandle predict =
        MethodHandles.publicLookup()
            .findStatic(written.type, "predict", MethodType.methodType(int.class, float[].class));
    float[] features = new float[84];
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long fewest = Long.MAX_VALUE;
    for (int run = 0; run < 5; run++) { // the first ones link the call
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 100; i++) {
        int best = (int) predict.invokeExact(features);
        assertTrue(best >= 0);
      }
      fewest = Math.min(fewest, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertEquals(0, fewest);
  }

  @Test
  void whatCannotBeWrittenIsNamedBeforeAnythingIs() throws IOException {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LocalResponseNormalization.Builder().name("local").build())
                .layer(new OutputLayer.Builder().nOut(2).build())
                .setInputType(InputType.convolutionalFlat(4, 4, 1))
                .build());
    network.init();
    Refused.argument(
        "'local' is a org.deeplearning4j.nn.conf.layers.LocalResponseNormalization, which cannot be"
            + " written; what can: dense, convolutional (2D), pooling, batch normalization,"
            + " activation and dropout layers, sums and merges of them",
        () -> compiled(Student.of(network), Nd4j.zeros(3, 16)));
    Refused.argument(
        "the network takes 4 features, but the examples for calibration have 7",
        () -> compiled(Toy.student(1), Nd4j.zeros(3, 7)));
    Refused.argument(
        "the class must have a whole name of its own, such as com.acme.DigitStudent, but this one is 'a b'",
        () -> Toy.student(1).saveEightBitJava(folder, "a b", Origin.unknown(), Toy.points(5, 1)));
    assertNothingIn(folder);
  }
}
