package org.distill4j.onnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.distill4j.Refused;
import org.distill4j.data.Dataset;
import org.distill4j.distill.TransferSet;
import org.distill4j.loss.SoftTargets;
import org.distill4j.model.Teacher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class OnnxTeacherTest {

  private static final int FEATURES = 12;
  private static final List<String> CLASSES = List.of("a", "b", "c");

  @TempDir private Path folder;

  private final INDArray weights = random(1, FEATURES, 3);
  private final INDArray bias = random(2, 3);

  static INDArray random(long seed, long... shape) {
    Random random = new Random(seed);
    int count = (int) Arrays.stream(shape).reduce(1, (a, b) -> a * b);
    double[] values = random.doubles(count).map(value -> 4 * value - 2).toArray();
    return Nd4j.create(values, shape, 'c').castTo(DataType.FLOAT);
  }

  private Path file() {
    return folder.resolve("model.onnx");
  }

  private INDArray expected(INDArray features) {
    return features.mmul(weights).addRowVector(bias);
  }

  private static void assertClose(INDArray expected, INDArray found) {
    assertArrayEquals(expected.shape(), found.shape());
    double largest = expected.amaxNumber().doubleValue();
    double difference = expected.sub(found.castTo(expected.dataType())).amaxNumber().doubleValue();
    assertTrue(difference <= 1e-5 * largest, () -> "difference " + difference + " of " + largest);
  }

  @Test
  void itSaysWhatTheFileComputes() {
    INDArray features = random(3, 1_234, FEATURES);
    INDArray before = features.dup();
    try (OnnxTeacher teacher = OnnxTeacher.load(Made.linear(weights, bias).write(file()))) {
      assertClose(expected(features), teacher.logits(features));
      assertClose(expected(features), teacher.logits(features.dup('f')));
      assertEquals(before, features);
      assertEquals(file() + ", from ['x' [any, 12]] to 'logits'", teacher.toString());
    }
  }

  @Test
  void itTeachesAsAnyTeacherDoes() {
    Dataset data = Dataset.unlabelled(random(3, 1_100, FEATURES), CLASSES);
    try (OnnxTeacher teacher = OnnxTeacher.load(Made.linear(weights, bias).write(file()))) {
      INDArray logits = expected(data.features());
      assertClose(logits, TransferSet.label(data, teacher).logits());
      Path answers = folder.resolve("answers");
      TransferSet.label(data, teacher).save(answers);
      assertClose(logits, TransferSet.load(answers, data, teacher).logits());
      assertClose(logits, Teacher.of(teacher).logits(data.features()));
    }
  }

  @Test
  void otherOutputsAreHints() {
    INDArray first = random(5, FEATURES, 7);
    INDArray second = random(6, 7, 3);
    new Made()
        .input("x", Made.FLOAT, Made.ANY, FEATURES)
        .numbers("first", first)
        .numbers("second", second)
        .node("MatMul", List.of("x", "first"), List.of("sum"))
        .node("Relu", List.of("sum"), List.of("hidden"))
        .node("MatMul", List.of("hidden", "second"), List.of("logits"))
        .output("logits", Made.FLOAT, Made.ANY, 3)
        .output("hidden", Made.FLOAT, Made.ANY, 7)
        .write(file());
    Dataset data = Dataset.unlabelled(random(3, 130, FEATURES), CLASSES);
    INDArray hidden = Transforms.relu(data.features().mmul(first), true);
    try (OnnxTeacher teacher = OnnxTeacher.load(file())) {
      for (TransferSet set :
          List.of(
              TransferSet.label(data, teacher, "hidden"),
              TransferSet.label(data, Teacher.of(teacher), "hidden"))) {
        assertClose(hidden, set.hint("hidden"));
        assertClose(hidden.mmul(second), set.logits());
      }
      Refused.argument(
          file()
              + ": there is no output 'other'; the outputs are ['logits' has FLOAT [any, 3],"
              + " 'hidden' has FLOAT [any, 7]]",
          () -> TransferSet.label(data, teacher, "other"));
    }
  }

  @Test
  void mapsAreHintsToo() {
    new Made()
        .input("x", Made.FLOAT, Made.ANY, 2, 2, 3)
        .node("Relu", List.of("x"), List.of("maps"))
        .node("Flatten", List.of("maps"), List.of("logits"))
        .output("maps", Made.FLOAT, Made.ANY, 2, 2, 3)
        .output("logits", Made.FLOAT, Made.ANY, 12)
        .write(file());
    INDArray features = random(3, 70, FEATURES);
    try (OnnxTeacher teacher = OnnxTeacher.load(file())) {
      INDArray maps = teacher.answers(features, List.of("maps")).get(1);
      assertClose(Transforms.relu(features, true).reshape(70, 2, 2, 3), maps);
    }
  }

  @Test
  void batchesAndThreadsDoNotMatter() {
    Made.linear(weights, bias).write(file());
    INDArray features = random(3, 1_001, FEATURES);
    for (int batch : new int[] {1, 7, 64, 1_000, 5_000}) {
      for (int threads : new int[] {1, 2, 5}) {
        OnnxSettings settings = OnnxSettings.defaults().withBatch(batch).withThreads(threads);
        try (OnnxTeacher teacher = OnnxTeacher.load(file(), settings)) {
          assertClose(expected(features), teacher.logits(features));
        }
      }
    }
  }

  @Test
  void aFileForOneNumberOfExamplesIsAskedAboutThatMany() {
    new Made()
        .input("x", Made.FLOAT, 8, FEATURES)
        .numbers("W", weights)
        .node("MatMul", List.of("x", "W"), List.of("y"))
        .output("y", Made.FLOAT, 8, 3)
        .write(file());
    try (OnnxTeacher teacher = OnnxTeacher.load(file())) {
      for (int n : new int[] {1, 8, 21}) {
        INDArray features = random(n, n, FEATURES);
        assertClose(features.mmul(weights), teacher.logits(features));
      }
    }
  }

  @Test
  void anAnswerDoesNotDependOnTheOthersEvenWhereTheFileQuantizes() {
    new Made()
        .input("x", Made.FLOAT, Made.ANY, FEATURES)
        .numbers("W", weights)
        .node("DynamicQuantizeLinear", List.of("x"), List.of("q", "scale", "zero"))
        .node("DequantizeLinear", List.of("q", "scale", "zero"), List.of("rough"))
        .node("MatMul", List.of("rough", "W"), List.of("y"))
        .output("y", Made.FLOAT, Made.ANY, 3)
        .write(file());
    INDArray features = random(3, 50, FEATURES);
    features.getRow(7).muli(1_000);
    try (OnnxTeacher teacher = OnnxTeacher.load(file())) {
      INDArray together = teacher.logits(features);
      for (int i = 0; i < 50; i++) {
        assertEquals(together.getRow(i, true), teacher.logits(features.getRow(i, true)));
      }
    }
  }

  @Test
  void severalInputsDivideTheFeaturesBetweenThem() {
    new Made()
        .input("late", Made.FLOAT, Made.ANY, 4)
        .input("early", Made.FLOAT, Made.ANY, 8)
        .numbers("W", weights)
        .node("Concat", List.of("early", "late"), List.of("x"), Made.whole("axis", 1))
        .node("MatMul", List.of("x", "W"), List.of("y"))
        .output("y", Made.FLOAT, Made.ANY, 3)
        .write(file());
    INDArray features = random(3, 100, FEATURES);
    OnnxSettings settings = OnnxSettings.defaults().withInputs("early", "late");
    try (OnnxTeacher teacher = OnnxTeacher.load(file(), settings)) {
      assertClose(features.mmul(weights), teacher.logits(features));
    }
    Refused.argument(
        file() + ": all inputs [late, early] must be named once, but named are [early]",
        () -> OnnxTeacher.load(file(), OnnxSettings.defaults().withInputs("early")));
    Refused.argument(
        file() + ": all inputs [late, early] must be named once, but named are [early, early]",
        () -> OnnxTeacher.load(file(), OnnxSettings.defaults().withInputs("early", "early")));
  }

  @Test
  void imagesGoInChannelsFirstOrLast() {
    INDArray pixels = random(4, 5 * 6 * 3, 3);
    Made first =
        new Made()
            .input("x", Made.FLOAT, Made.ANY, 3, 5, 6)
            .numbers("W", pixels)
            .node("Flatten", List.of("x"), List.of("flat"))
            .node("MatMul", List.of("flat", "W"), List.of("y"))
            .output("y", Made.FLOAT, Made.ANY, 3);
    Made last =
        new Made()
            .input("x", Made.FLOAT, Made.ANY, 5, 6, 3)
            .numbers("W", pixels)
            .node("Transpose", List.of("x"), List.of("t"), Made.wholes("perm", 0L, 3L, 1L, 2L))
            .node("Flatten", List.of("t"), List.of("flat"))
            .node("MatMul", List.of("flat", "W"), List.of("y"))
            .output("y", Made.FLOAT, Made.ANY, 3);
    INDArray features = random(5, 20, 90);
    try (OnnxTeacher teacher = OnnxTeacher.load(first.write(file()))) {
      assertClose(features.mmul(pixels), teacher.logits(features));
    }
    OnnxSettings settings = OnnxSettings.defaults().withChannelsLast();
    try (OnnxTeacher teacher = OnnxTeacher.load(last.write(file()), settings)) {
      assertClose(features.mmul(pixels), teacher.logits(features));
    }
    Refused.argument(
        file()
            + ": input 'x' of shape [any, 5, 6, 3] seems to take images with their channels last:"
            + " say so with withChannelsLast()",
        () -> OnnxTeacher.load(file()));
  }

  @Test
  void doublesGoInAndOut() {
    new Made()
        .input("x", Made.DOUBLE, Made.ANY, Made.ANY)
        .node("Identity", List.of("x"), List.of("y"))
        .output("y", Made.DOUBLE, Made.ANY, Made.ANY)
        .write(file());
    INDArray features = random(3, 10, FEATURES);
    try (OnnxTeacher teacher = OnnxTeacher.load(file())) {
      assertEquals(features, teacher.logits(features.castTo(DataType.DOUBLE)));
    }
  }

  private Made probable() {
    return new Made()
        .input("x", Made.FLOAT, Made.ANY, FEATURES)
        .numbers("W", weights)
        .numbers("b", bias)
        .node("Gemm", List.of("x", "W", "b"), List.of("z"))
        .node("Softmax", List.of("z"), List.of("p"), Made.whole("axis", -1))
        .output("p", Made.FLOAT, Made.ANY, 3);
  }

  @Test
  void probabilitiesAreLogitsOnRequestOnly() {
    probable().write(file());
    INDArray features = random(3, 100, FEATURES);
    INDArray probabilities = SoftTargets.softmax(expected(features), 1);
    OnnxSettings asked = OnnxSettings.defaults().withProbabilities("p");
    try (OnnxTeacher teacher = OnnxTeacher.load(file(), asked)) {
      assertClose(probabilities, teacher.probabilities(features));
      assertTrue(teacher.logits(features.mul(1_000)).minNumber().doubleValue() > -88);
    }
    try (OnnxTeacher teacher = OnnxTeacher.load(file())) {
      Refused.argument(
          file()
              + ": output 'p' must hold logits, but seems to hold probabilities, which add up to 1:"
              + " say withProbabilities(\"p\"), and their logarithms are taken",
          () -> teacher.logits(features));
    }
    OnnxSettings wrong = OnnxSettings.defaults().withProbabilities("logits");
    try (OnnxTeacher teacher = OnnxTeacher.load(Made.linear(weights, bias).write(file()), wrong)) {
      Refused.argument(
          file()
              + ": output 'logits' must hold probabilities, from 0 and adding up to 1, but does"
              + " not",
          () -> teacher.logits(features));
    }
  }

  @Test
  void ofTwoOutputsOneMustBeNamed() {
    probable().output("z", Made.FLOAT, Made.ANY, 3).write(file());
    Refused.argument(
        file()
            + ": which output holds logits must be said, withLogits(\"...\") or"
            + " withProbabilities(\"...\"): the outputs are ['p' has FLOAT [any, 3], 'z' has FLOAT"
            + " [any, 3]]",
        () -> OnnxTeacher.load(file()));
    INDArray features = random(3, 100, FEATURES);
    try (OnnxTeacher teacher = OnnxTeacher.load(file(), OnnxSettings.defaults().withLogits("z"))) {
      assertClose(expected(features), teacher.logits(features));
    }
  }

  @Test
  void mapsOfProbabilitiesAreRefusedWithWhatToDo() {
    new Made()
        .input("x", Made.FLOAT, Made.ANY, 3)
        .node(
            "ai.onnx.ml",
            "ZipMap",
            List.of("x"),
            List.of("maps"),
            Made.wholes("classlabels_int64s", 0L, 1L, 2L))
        .node(
            "ArgMax",
            List.of("x"),
            List.of("label"),
            Made.whole("axis", 1),
            Made.whole("keepdims", 0))
        .output("label", Made.INT64, Made.ANY)
        .mapOutput("maps")
        .write(file());
    Refused.argument(
        file()
            + ": output 'maps' is a map for each example, as scikit-learn's converter makes it:"
            + " convert the model again with options={\"zipmap\": False}, and say"
            + " withProbabilities(\"maps\")",
        () -> OnnxTeacher.load(file()));
  }

  @Test
  void aResourceOfTheClassPathIsATeacherToo() throws Exception {
    Made.linear(weights, bias).write(file());
    INDArray features = random(3, 10, FEATURES);
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      thread.setContextClassLoader(loader);
      try (OnnxTeacher teacher = OnnxTeacher.resource("model.onnx", OnnxSettings.defaults())) {
        assertClose(expected(features), teacher.logits(features));
      }
    } finally {
      thread.setContextClassLoader(before);
    }
    Refused.io(
        "there is no resource no.onnx on the class path",
        () -> OnnxTeacher.resource("no.onnx", OnnxSettings.defaults()));
  }

  @Test
  void manyThreadsMayAskAndOneMayCloseIt() throws Exception {
    INDArray features = random(3, 300, FEATURES);
    INDArray right = expected(features);
    OnnxTeacher teacher = OnnxTeacher.load(Made.linear(weights, bias).write(file()));
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<INDArray>> questions =
          IntStream.range(0, 20)
              .<Callable<INDArray>>mapToObj(i -> () -> teacher.logits(features))
              .toList();
      for (Future<INDArray> answer : pool.invokeAll(questions)) {
        assertClose(right, answer.get());
      }
    } finally {
      pool.shutdown();
    }
    teacher.close();
    teacher.close();
    Refused.state(file() + " was closed and gives no more answers", () -> teacher.logits(features));
  }
}
