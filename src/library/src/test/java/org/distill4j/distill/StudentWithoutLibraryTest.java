package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.loss.HintLoss;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.Targets;
import org.distill4j.loss.Value;
import org.distill4j.model.Student;
import org.distill4j.model.train.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A trained student is a plain DL4J network: another program needs nothing of this library. */
class StudentWithoutLibraryTest {

  private static final String PROGRAM =
      """
      import java.io.File;
      import org.deeplearning4j.nn.graph.ComputationGraph;
      import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
      import org.nd4j.linalg.api.ndarray.INDArray;
      import org.nd4j.linalg.factory.Nd4j;

      public class Answer {
        public static void main(String[] args) throws Exception {
          try {
            Class.forName("org.distill4j.model.Student");
            throw new AssertionError("the library is on the class path");
          } catch (ClassNotFoundException e) {
            INDArray features = Nd4j.readBinary(new File("features"));
            for (String name : args) {
              File file = new File(name + ".zip");
              INDArray answer =
                  name.endsWith("graph")
                      ? ComputationGraph.load(file, false).outputSingle(features)
                      : MultiLayerNetwork.load(file, false).output(features);
              Nd4j.saveBinary(answer, new File(name));
            }
          }
        }
      }
      """;

  /** A loss of one's own. */
  private record OwnLoss(double weight) implements ResponseLoss {
    @Override
    public Value value(Targets targets, INDArray output) {
      INDArray difference = output.sub(targets.teacherLogits());
      return new Value(
          difference.mul(difference).sum(true, 1).muli(weight / 2), difference.muli(weight));
    }
  }

  private static final SoftTargetLoss LOSS = SoftTargetLoss.at(4);
  private static final Plan PLAN = Plan.epochs(2).withBatchSize(20);

  @TempDir Path folder;

  private final Dataset data = Toy.points(60, 1);
  private final TransferSet set = TransferSet.label(data, Toy.teacher(1), "hidden1");

  private Student trained(Student student, Distiller distiller) {
    distiller.fit(student, set);
    return student;
  }

  private Map<String, Student> students() {
    Map<String, Student> students = new LinkedHashMap<>();
    students.put("distilled", trained(Toy.student(2), Distiller.of(LOSS, PLAN)));
    students.put(
        "matched", // 6 units match 9, through a regressor
        trained(
            Toy.student(2),
            Distiller.of(LOSS, PLAN).match("hidden1", "hidden2", new HintLoss().times(0.1))));
    students.put("own", trained(Toy.student(2), Distiller.of(new OwnLoss(0.3), PLAN)));
    Student dropping =
        Toy.sized(Student.mlp(Toy.WIDTH), 2).dropout(0.5).maxNorm(2).weightDecay(0.1).build();
    students.put("dropping", trained(dropping, Distiller.of(LOSS, PLAN)));
    MultiLayerNetwork chain = (MultiLayerNetwork) Toy.student(3).network();
    students.put(
        "graph", trained(Student.of(chain.toComputationGraph()), Distiller.of(LOSS, PLAN)));
    return students;
  }

  @Test
  void everyStudentAnswersTheSameInAPlainProgram() throws IOException, InterruptedException {
    Map<String, Student> students = students();
    Nd4j.saveBinary(data.features(), folder.resolve("features").toFile());
    for (Map.Entry<String, Student> student : students.entrySet()) {
      Path file = folder.resolve(student.getKey() + ".zip");
      student.getValue().save(file);
      assertMentionsNothing(file);
    }
    runProgram(students.keySet().toArray(String[]::new));
    for (Map.Entry<String, Student> student : students.entrySet()) {
      INDArray answer = Nd4j.readBinary(folder.resolve(student.getKey()).toFile());
      INDArray expected = student.getValue().probabilities(data.features());
      assertEquals(0, answer.sub(expected).amaxNumber().doubleValue(), 1e-6, student.getKey());
    }
  }

  private static void assertMentionsNothing(Path file) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (String name : List.of("configuration.json", "coefficients.bin")) { // what DL4J reads
        ZipEntry entry = zip.getEntry(name);
        byte[] content = zip.getInputStream(entry).readAllBytes();
        String text = new String(content, StandardCharsets.ISO_8859_1);
        assertFalse(text.contains("distill"), file + " " + name);
        assertFalse(text.contains("regressor"), file + " " + name);
      }
    }
  }

  private void runProgram(String... names) throws IOException, InterruptedException {
    Files.writeString(folder.resolve("Answer.java"), PROGRAM);
    File said = folder.resolve("said.txt").toFile();
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-cp",
                libraries(),
                "Answer.java")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said);
    builder.command().addAll(Arrays.asList(names));
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(5, TimeUnit.MINUTES), "the program does not end");
    } finally {
      process.destroyForcibly();
    }
    assertEquals("", Files.readString(said.toPath()));
    assertEquals(0, process.exitValue());
  }

  /** The class path of this test without the folders where our own classes are. */
  private static String libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> Files.isRegularFile(Path.of(entry)))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
