package example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.distill4j.data.Dataset;
import org.distill4j.data.HashedWords;
import org.distill4j.distill.Shards;
import org.distill4j.distill.TransferSet;
import org.distill4j.export.Origin;
import org.distill4j.model.Student;
import org.distill4j.onnx.TextEncoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class LabelOnSparkTest {

  private static final List<String> CLASSES = List.of("a", "b", "c");
  private static final int ROWS = 1_500;

  private static final MessageType FEATURES =
      MessageTypeParser.parseMessageType(
          "message m { optional group features (LIST) { repeated group list { optional float"
              + " element; } } }");

  private static final MessageType TEXTS =
      MessageTypeParser.parseMessageType("message m { optional binary text (STRING); }");

  @TempDir private Path folder;
  private Path input;
  private Path output;
  private final Student teacher = Student.mlp(4).hidden(16).classes(3).seed(1).build();

  @BeforeEach
  void makeFolders() throws IOException {
    input = Files.createDirectories(folder.resolve("in put"));
    output = folder.resolve("out");
  }

  @Test
  void aKilledDriverIsRunAgainForTheRestOnly() throws Exception {
    teacher.save(folder.resolve("teacher.zip"));
    for (int i = 1; i < 5; i++) {
      write(i, good(i));
    }
    List<float[]> bad = good(0);
    bad.set(7, null);
    write(0, bad);
    try (Programs programs = new Programs(folder)) {
      Process driver =
          submit(
              programs,
              "killed",
              "local[2]",
              "teacher.zip",
              "spark.ui.enabled=true",
              "spark.ui.port=0",
              "spark.label.errors=1",
              "spark.label.filesPerJob=2",
              "spark.plugins=example.Gate",
              "spark.gate.after=2",
              "spark.gate.folder=" + folder);
      programs.await("held task", () -> Files.exists(folder.resolve("held-driver")));
      String port = programs.find("killed", "service 'SparkUI' on port (\\d+)");
      programs.await("accumulators", () -> accumulators(port).containsKey("milliseconds"));
      Map<String, Long> found = accumulators(port);
      assertEquals(2 * ROWS, found.get("rows"));
      assertEquals(1, found.get("errors"));
      assertTrue(found.get("milliseconds") > 0);
      Programs.kill(driver);
      Map<Path, FileTime> before = shards();
      assertEquals(2, before.size());

      String said = programs.end(submit(programs, "again", "local[2]", "teacher.zip"), "again", 0);
      assertTrue(said.contains("3 of 5 files to do"), said);
      assertTrue(shards().entrySet().containsAll(before.entrySet()), "shards were written again");
      requireLabels(5 * ROWS - 1);
    }
  }

  /** What the first job that labelled has on its page in Spark's UI. */
  private static Map<String, Long> accumulators(String port) throws Exception {
    String api = "http://127.0.0.1:%s/api/v1/applications/".formatted(port);
    String id = json(api).get(0).get("id").asText();
    Map<String, Long> found = new TreeMap<>();
    for (JsonNode stage : json(api + id + "/stages?status=complete")) {
      for (JsonNode update : stage.get("accumulatorUpdates")) {
        found.put(update.get("name").asText(), update.get("value").asLong());
      }
    }
    return found;
  }

  private static JsonNode json(String url) throws IOException {
    try (InputStream in = new URL(url).openStream()) {
      return new ObjectMapper().readTree(in);
    }
  }

  @Test
  void aKilledWorkerLosesNoRowAndDoublesNone() throws Exception {
    teacher.saveOnnx(folder.resolve("teacher.onnx"), Origin.unknown());
    for (int i = 0; i < 8; i++) {
      write(i, good(i));
    }
    List<float[]> bad = good(8);
    bad.set(3, null);
    bad.set(700, new float[] {1, Float.NaN, 3, 4});
    bad.set(1_200, new float[] {1, 2, 3});
    write(8, bad);
    try (Programs programs = new Programs(folder)) {
      programs.start(
          "master",
          "org.apache.spark.deploy.master.Master",
          "--host",
          "127.0.0.1",
          "--port",
          "0",
          "--webui-port",
          "0");
      String master = programs.find("master", "Starting Spark master at (spark://\\S+)");
      Process worker = worker(programs, "worker-1", master);
      worker(programs, "worker-2", master);
      Process driver =
          submit(
              programs,
              "driver",
              master,
              "teacher.onnx",
              "spark.label.errors=3",
              "spark.plugins=example.Gate",
              "spark.gate.after=2",
              "spark.gate.folder=" + folder);
      programs.await(
          "two held executors",
          () -> Stream.of("held-0", "held-1").allMatch(name -> Files.exists(folder.resolve(name))));
      Programs.kill(worker);
      Files.writeString(folder.resolve("open"), "");
      String said = programs.end(driver, "driver", 0);
      assertTrue(said.contains("Lost executor"), said);
    }
    requireLabels(9 * ROWS - 3);
    List<String> errors = Files.readAllLines(output.resolve("part-8.parquet.errors.txt"));
    assertEquals(3, errors.size(), errors::toString);
    assertEquals("row 3: the column is null", errors.get(0));
    assertTrue(errors.get(1).startsWith("row 700: features must be finite"), errors.get(1));
    assertTrue(
        errors.get(2).startsWith("row 1200: ") && errors.get(2).contains("[N, 4]"), errors.get(2));
  }

  @Test
  void theFirstErrorStopsAllUnlessErrorsAreAllowed() throws Exception {
    teacher.save(folder.resolve("teacher.zip"));
    List<float[]> bad = good(0);
    bad.set(1_200, new float[] {1, 2, Float.NaN, 4});
    write(0, bad);
    write(1, good(1));
    try (Programs programs = new Programs(folder)) {
      String said =
          programs.end(submit(programs, "driver", "local[2]", "teacher.zip"), "driver", 1);
      assertTrue(
          said.contains(
              "part-0.parquet.shard may lack 0 rows, but would lack 1: row 1200: features"),
          said);
    }
    assertFalse(Files.exists(output.resolve("part-0.parquet.shard")));
    assertFalse(Files.exists(output.resolve("manifest.txt")));
  }

  @Test
  void textsAreReadByAnEncoderAndSeenAsWords() throws Exception {
    Student head = Student.mlp(384).hidden(8).classes(3).seed(1).build();
    head.save(folder.resolve("teacher.zip"));
    Path encoder = Files.createDirectories(folder.resolve("encoder"));
    resource("all-minilm-l6-v2-q.onnx", encoder.resolve("model.onnx"));
    resource("all-minilm-l6-v2-q-tokenizer.json", encoder.resolve("tokenizer.json"));
    String[] texts = {
      "a cat sat on the mat", "shares fell on Monday", "", "two goals in the last minute"
    };
    try (ParquetWriter<Group> file = writer(0, TEXTS)) {
      for (String text : texts) {
        file.write(new SimpleGroupFactory(TEXTS).newGroup().append("text", text));
      }
    }
    try (Programs programs = new Programs(folder)) {
      programs.end(
          submit(
              programs,
              "driver",
              "local[2]",
              "teacher.zip",
              "spark.label.column=text",
              "spark.label.encoder=" + encoder),
          "driver",
          0);
    }
    try (TextEncoder own = TextEncoder.open(encoder)) {
      TransferSet found = TransferSet.open(output).shard(0);
      assertEquals(new HashedWords(4_096).of(texts), found.data().features());
      assertEquals(0, difference(head.logits(own.encode(texts).vectors()), found.logits()), 1e-5);
    }
  }

  private static void resource(String name, Path file) throws IOException {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name)) {
      Files.copy(in, file);
    }
  }

  private Process submit(Programs programs, String name, String master, String file, String... more)
      throws IOException {
    List<String> arguments =
        new ArrayList<>(List.of("--master", master, "--class", "example.LabelOnSpark"));
    List<String> settings =
        List.of(
            "spark.label.input=" + input,
            "spark.label.output=" + output,
            "spark.label.teacher=" + folder.resolve(file),
            "spark.label.column=features",
            "spark.label.classes=" + String.join(",", CLASSES),
            "spark.driver.host=127.0.0.1",
            "spark.ui.enabled=false",
            "spark.executor.memory=512m",
            "spark.executor.extraJavaOptions=" + Programs.LIGHT);
    Stream.concat(settings.stream(), Stream.of(more))
        .forEach(setting -> arguments.addAll(List.of("--conf", setting)));
    arguments.add("spark-internal"); // no jar: the classes are on the class path
    return programs.start(
        name, "org.apache.spark.deploy.SparkSubmit", arguments.toArray(String[]::new));
  }

  private Process worker(Programs programs, String name, String master) throws IOException {
    return programs.start(
        name,
        "org.apache.spark.deploy.worker.Worker",
        "--host",
        "127.0.0.1",
        "--port",
        "0",
        "--webui-port",
        "0",
        "--cores",
        "1",
        "--memory",
        "512m",
        "--work-dir",
        folder.resolve(name + "-work").toString(),
        master);
  }

  /** Files that are labelled to the end. */
  static long done(Path output) throws IOException {
    if (!Files.exists(output)) {
      return 0;
    }
    try (Stream<Path> files = Files.list(output)) {
      return files.filter(file -> file.toString().endsWith(".shard")).count();
    }
  }

  private Map<Path, FileTime> shards() throws IOException {
    Map<Path, FileTime> times = new TreeMap<>();
    try (Stream<Path> files = Files.list(output)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".shard")).toList()) {
        times.put(file, Files.getLastModifiedTime(file));
      }
    }
    return times;
  }

  /** Rows of a file; the first number tells them all apart. */
  private static List<float[]> good(int file) {
    List<float[]> rows = new ArrayList<>();
    for (int i = 0; i < ROWS; i++) {
      int id = file * ROWS + i;
      rows.add(new float[] {id, (float) Math.sin(id), (float) Math.cos(id), 1});
    }
    return rows;
  }

  private void write(int number, List<float[]> rows) throws IOException {
    try (ParquetWriter<Group> file = writer(number, FEATURES)) {
      for (float[] features : rows) {
        Group row = new SimpleGroupFactory(FEATURES).newGroup();
        if (features != null) {
          Group list = row.addGroup("features");
          for (float feature : features) {
            list.addGroup("list").add("element", feature);
          }
        }
        file.write(row);
      }
    }
  }

  private ParquetWriter<Group> writer(int number, MessageType type) throws IOException {
    Path file = input.resolve("part-%d.parquet".formatted(number));
    return ExampleParquetWriter.builder(new org.apache.hadoop.fs.Path(file.toUri()))
        .withType(type)
        .build();
  }

  /** Requires that so many rows are there, none twice, with the labels that this process finds. */
  private void requireLabels(int rows) {
    Shards shards = TransferSet.open(output);
    assertEquals(rows, shards.size());
    Map<Integer, Integer> times = new TreeMap<>();
    for (int i = 0; i < shards.count(); i++) {
      TransferSet shard = shards.shard(i);
      INDArray features = shard.data().features();
      for (float id : features.getColumn(0).toFloatVector()) {
        times.merge((int) id, 1, Integer::sum);
      }
      INDArray own = TransferSet.label(Dataset.unlabelled(features, CLASSES), teacher).logits();
      assertEquals(0, difference(own, shard.logits()), 1e-5);
    }
    assertEquals(rows, times.size());
  }

  private static double difference(INDArray one, INDArray other) {
    return one.sub(other).amaxNumber().doubleValue();
  }
}
