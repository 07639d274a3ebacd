package org.distill4j.export;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.model.Student;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

class PlainJavaTest {

  private static final double ROUNDING = 1e-5;
  private static final String NAME = "com.acme.Written";

  @TempDir Path folder;

  private Compiled compiled(Student student) {
    student.saveJava(folder, NAME);
    return Compiled.in(folder, NAME);
  }

  @TestFactory
  Stream<DynamicTest> everyLayerSaysTheSameInPlainJava() {
    return SampleNetworks.all().entrySet().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(sample.getKey(), () -> saysTheSame(sample.getValue())));
  }

  private void saysTheSame(Model network) {
    Student student = OnnxTest.student(network);
    INDArray features = Toy.random(5, 9, student.inputs()).castTo(DataType.FLOAT);
    Compiled written = compiled(student);
    INDArray wanted = student.logits(features.dup());
    Alike.require(wanted, written.logits(features), ROUNDING);
    Alike.require(wanted, written.logits(features), ROUNDING); // in the same memory
  }

  @Test
  void theClassAnswersInAllItsWays() throws ReflectiveOperationException {
    Student student = Toy.student(1);
    student.saveJava(
        folder, NAME, Origin.unknown().withClasses(List.of("a \"b\"", "*/ \\u0022", "\u00e9\n")));
    Compiled written = Compiled.in(folder, NAME);
    INDArray features = Toy.random(2, 1, Toy.WIDTH).castTo(DataType.FLOAT);
    float[] row = features.toFloatVector();
    assertEquals(student.predict(features)[0], written.call("predict", row));
    float[] probabilities = (float[]) written.call("probabilities", row);
    assertArrayEquals(student.probabilities(features).toFloatVector(), probabilities, 1e-6f);
    assertEquals(Toy.WIDTH, written.type.getField("INPUTS").get(null));
    assertEquals(3, written.type.getField("CLASSES").get(null));
    assertEquals(
        List.of("a \"b\"", "*/ \\u0022", "\u00e9\n"), written.type.getField("NAMES").get(null));
  }

  @Test
  void wrongNumbersOfFeaturesAreRefused() {
    Compiled written = compiled(Toy.student(1));
    Throwable e =
        assertThrows(IllegalStateException.class, () -> written.logits(1, 2)).getCause().getCause();
    assertEquals("there must be 4 features and 3 logits, but there are 2 and 3", e.getMessage());
  }

  @Test
  void manyThreadsAskAtOnce() {
    Student student = Toy.student(3);
    Compiled written = compiled(student);
    float[][] features = Toy.random(4, 50, Toy.WIDTH).castTo(DataType.FLOAT).toFloatMatrix();
    float[][] alone = Stream.of(features).map(written::logits).toArray(float[][]::new);
    IntStream.range(0, 20_000)
        .parallel()
        .forEach(i -> assertArrayEquals(alone[i % 50], written.logits(features[i % 50])));
  }

  @Test
  void aQuestionAllocatesNothing() throws Throwable {
    Compiled written = compiled(OnnxTest.student(SampleNetworks.all().get("two convolutions")));
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
  void theClassUsesNothingButTheJavaPlatformAndNoReflection() {
    OnnxTest.student(SampleNetworks.all().get("normalized maps")).saveJava(folder, NAME);
    Compiled.in(folder, NAME);
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text);
    String classes = folder.resolve("com/acme").toString();
    ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();
    assertEquals(0, jdeps.run(out, out, "-verbose:package", classes));
    List<String> uses =
        text.toString().lines().filter(line -> line.startsWith("   com.acme")).toList();
    assertFalse(uses.isEmpty(), text::toString);
    assertEquals(
        List.of(),
        uses.stream()
            .filter(use -> !use.contains("java.base") || use.contains("java.lang.reflect"))
            .toList());
  }

  @Test
  void weightsOfAnotherStudentOrNoneAreRefused() throws IOException {
    Path weights = folder.resolve("com/acme/Written.weights");
    Toy.student(1).saveJava(folder, NAME);
    byte[] old = Files.readAllBytes(weights);
    Toy.student(2).saveJava(folder, NAME);
    Files.write(weights, old);
    assertEquals("Written.weights is damaged, or belongs to another version of Written", failure());
    Files.delete(weights);
    assertEquals(
        "Written.weights must be beside Written.class, but is not: the build must copy it as a"
            + " resource",
        failure());
  }

  private String failure() {
    Compiled written = Compiled.in(folder, NAME);
    Throwable e = assertThrows(ExceptionInInitializerError.class, () -> failing(written));
    return e.getCause().getMessage();
  }

  private static void failing(Compiled written) {
    try {
      written.logits(new float[Toy.WIDTH]);
    } catch (IllegalStateException e) {
      throw (Error) e.getCause().getCause();
    }
  }

  @Test
  void namesThatAreNoneAreRefusedBeforeAnythingIsWritten() throws IOException {
    for (String name :
        List.of(
            "",
            "com.acme.",
            "com.acme.1st",
            "com.acme.class",
            "com.new.Student",
            "a b",
            "com.acme.record",
            "com.acme.Math",
            "../Evil")) {
      Refused.argument(
          "the class must have a whole name of its own, such as com.acme.DigitStudent, but this one is '%s'"
              .formatted(name),
          () -> Toy.student(1).saveJava(folder, name));
    }
    assertNothingIn(folder);
  }

  private static void assertNothingIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(), files.toList());
    }
  }

  @Test
  void aFolderThatIsNotThereOrCannotBeMadeIsRefused() throws IOException {
    Path missing = folder.resolve("missing");
    Refused.io(
        "cannot write %s: there is no folder %s".formatted(NAME, missing),
        () -> Toy.student(1).saveJava(missing, NAME));
    Path file = Files.writeString(folder.resolve("com"), "in the way");
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> Toy.student(1).saveJava(folder, NAME));
    String said = "cannot make the folder " + folder.resolve("com/acme");
    assertTrue(e.getMessage().startsWith(said), e::getMessage); // the rest is the system's
    assertEquals("in the way", Files.readString(file));
  }

  @Test
  void whatIsInTheWayOfOneFileKeepsBothFromBeingWritten() throws IOException {
    Path source = folder.resolve("com/acme/Written.java");
    Files.createDirectories(source);
    Refused.io(
        "cannot write %s: it is a folder".formatted(source),
        () -> Toy.student(1).saveJava(folder, NAME));
    assertFalse(Files.exists(folder.resolve("com/acme/Written.weights")));
  }

  @Test
  void layersMayHaveAnyNames() {
    Compiled written =
        compiled(
            OnnxTest.student(SampleNetworks.named("new", "a-b", "logits", "dense", "1", "\u00e9")));
    assertEquals(3, written.logits(new float[5]).length);
  }

  @Test
  void aClassWithoutAPackageIsWrittenToTheFolderItself() {
    Student student = Toy.student(1);
    student.saveJava(folder, "Alone");
    INDArray features = Toy.random(5, 9, Toy.WIDTH).castTo(DataType.FLOAT);
    Alike.require(
        student.logits(features), Compiled.in(folder, "Alone").logits(features), ROUNDING);
  }

  @Test
  void aStudentWhoseLogitsAreNotFiniteIsRefused() throws IOException {
    Student student = Toy.student(1);
    student.network().params().putScalar(0, Double.NaN);
    Refused.state(
        NAME + " was not written: the network's logits are not finite",
        () -> student.saveJava(folder, NAME));
    assertNothingIn(folder);
  }
}
