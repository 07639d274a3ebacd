package org.distill4j.model.network.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;

class ModelFileTest {

  /** Says whether anybody made an object out of a file. */
  private static final class Trap implements Serializable {

    private static final long serialVersionUID = 1L;
    private static boolean sprung;

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
      in.defaultReadObject();
      sprung = true;
    }
  }

  @TempDir Path folder;
  private final Student student = Toy.student(7);
  private final INDArray features = Toy.random(1, 20, Toy.WIDTH);
  private Path file;

  @BeforeEach
  void save() {
    file = folder.resolve("student.zip");
    student.save(file);
  }

  private Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
      }
    }
    return entries;
  }

  private void write(Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
  }

  private void rewriteConfiguration(String from, String to) throws IOException {
    Map<String, byte[]> entries = entries();
    String json = new String(entries.get("configuration.json"), StandardCharsets.UTF_8);
    assertTrue(json.contains(from), json);
    entries.put("configuration.json", json.replace(from, to).getBytes(StandardCharsets.UTF_8));
    write(entries);
  }

  private void assertRefused(String reason) {
    Refused.argument(
        "%s is no DL4J model, or only a part of one: %s".formatted(file, reason),
        () -> Student.load(file));
  }

  @Test
  void aLoadedStudentAnswersAsTheSavedOne() {
    assertEquals(student.logits(features), Student.load(file).logits(features));
    assertEquals(student.logits(features), Teacher.load(file).logits(features));
    assertEquals(student.toString(), Student.load(file).toString());
  }

  @Test
  void aGraphIsSavedAndLoadedToo() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("x")
                .addLayer(
                    "y",
                    new OutputLayer.Builder()
                        .nIn(Toy.WIDTH)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "x")
                .setOutputs("y")
                .build());
    graph.init();
    Teacher.of(graph).save(file);
    Student loaded = Student.load(file);
    assertInstanceOf(ComputationGraph.class, loaded.network());
    assertEquals(Student.of(graph).logits(features), loaded.logits(features));
  }

  @Test
  void plainDl4jReadsAndWritesTheSameFiles() throws IOException {
    MultiLayerNetwork plain = MultiLayerNetwork.load(file.toFile(), false);
    assertEquals(student.network().params(), plain.params());
    plain.params().muli(2);
    plain.save(file.toFile(), true);
    assertEquals(plain.params(), Student.load(file).network().params());
  }

  @Test
  void whatDl4jReadsMentionsNothingOfThisLibrary() throws IOException {
    Map<String, byte[]> entries = entries();
    assertEquals(
        List.of("configuration.json", "coefficients.bin", "distill4j.json"),
        List.copyOf(entries.keySet()));
    entries.remove("distill4j.json");
    for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
      String text = new String(entry.getValue(), StandardCharsets.ISO_8859_1);
      assertFalse(text.contains("distill4j"), entry.getKey());
    }
  }

  @Test
  void aMissingFileIsSaid() {
    Path missing = folder.resolve("missing.zip");
    Refused.io("there is no model file " + missing, () -> Student.load(missing));
    Refused.io("there is no model file " + folder, () -> Teacher.load(folder));
  }

  @Test
  void truncatedFilesAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {0, 100, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      String message =
          assertThrows(IllegalArgumentException.class, () -> Student.load(file)).getMessage();
      assertTrue(message.startsWith(file + " is no DL4J model, or only a part of one: "), message);
      assertFalse(message.endsWith("null"), message);
    }
  }

  @Test
  void truncatedWeightsAreRefused() throws IOException {
    Map<String, byte[]> entries = entries();
    entries.computeIfPresent("coefficients.bin", (name, b) -> Arrays.copyOf(b, b.length / 2));
    write(entries);
    assertRefused(
        "its 126 weights would not fit into the %,d bytes that are there"
            .formatted(entries.get("coefficients.bin").length));
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    Files.writeString(file, "hello");
    assertRefused("zip END header not found");
    write(Map.of("a", new byte[3]));
    assertRefused("it holds no configuration.json");
    write(Map.of("configuration.json", new byte[] {'[', ']'}));
    assertRefused("its configuration.json is no JSON object");
    write(Map.of("configuration.json", new byte[] {'{', '}'}));
    assertRefused("its configuration.json describes no layers");
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() throws IOException {
    rewriteConfiguration("\"nout\" : 9", "\"nout\" : 8");
    assertRefused("its configuration asks for 121 weights, but it has 126");
  }

  @Test
  void aConfigurationMustNotNameForeignClasses() throws IOException {
    String known = "org.nd4j.linalg.activations.impl.ActivationTanH";
    rewriteConfiguration(known, "javax.swing.JEditorPane");
    assertRefused(
        "it names the foreign class javax.swing.JEditorPane, whose package is not among the"
            + " trusted");
  }

  /** An activation of one's own, which does nothing. */
  public static final class Nothing extends ActivationIdentity {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void classesOfPackagesThatTheCallerTrustsAreRead() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(Toy.WIDTH)
                        .nOut(5)
                        .activation(new Nothing())
                        .build())
                .layer(
                    new OutputLayer.Builder().nIn(5).nOut(3).activation(Activation.SOFTMAX).build())
                .build());
    network.init();
    Student own = Student.of(network);
    own.save(file);
    String here = ModelFileTest.class.getPackageName();
    assertEquals(own.logits(features), Student.load(file, Set.of(here)).logits(features));
    assertEquals(own.logits(features), Teacher.load(file, Set.of("a", here)).logits(features));
    String refused =
        "%s is no DL4J model, or only a part of one: it names the foreign class %s, whose package is not among the trusted"
            .formatted(file, Nothing.class.getName());
    Refused.argument(refused, () -> Student.load(file));
    String cut = here.substring(0, here.length() - 1);
    Refused.argument(refused, () -> Student.load(file, Set.of(cut)));
    Refused.argument(
        "a trusted package must be a whole name such as com.acme.layers, but was ''",
        () -> Student.load(file, Set.of("")));
  }

  @Test
  void aClassNamedTwiceIsReadOnce() throws IOException {
    String known = "\"@class\" : \"org.nd4j.linalg.activations.impl.ActivationTanH\"";
    rewriteConfiguration(known, "\"@class\" : \"javax.swing.JEditorPane\", " + known);
    assertEquals(student.logits(features), Student.load(file).logits(features));
  }

  @Test
  void noObjectIsMadeOfAnotherEntry() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(new Trap());
    }
    Map<String, byte[]> entries = entries();
    entries.put("preprocessor.bin", bytes.toByteArray());
    write(entries);

    assertEquals(student.logits(features), Student.load(file).logits(features));
    assertFalse(Trap.sprung);
    assertThrows(ClassCastException.class, () -> MultiLayerNetwork.load(file.toFile(), false));
    assertTrue(Trap.sprung, "DL4J's own reader would");
  }

  @Test
  void aFolderThatIsNotThereIsSaidAndNothingIsWritten() {
    Path below = file.resolve("model.zip");
    Refused.io(
        "cannot write %s: there is no folder %s".formatted(below, file), () -> student.save(below));
    Refused.state(
        "only a network can do this, but here is a teacher that is a function",
        () -> Teacher.of(x -> x).save(folder.resolve("lambda.zip")));
    assertFalse(Files.exists(folder.resolve("lambda.zip")));
  }
}
