package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.distill4j.loss.HintLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.distill4j.model.train.Batches;
import org.distill4j.model.train.History;
import org.distill4j.model.train.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class ShardsTest {

  private static final int N = 203;

  @TempDir Path folder;
  private final Dataset data = Toy.points(N, 1);
  private final Teacher teacher = Toy.teacher(1);
  private final Distiller distiller =
      Distiller.of(SoftTargetLoss.at(2), Plan.epochs(2).withBatchSize(16).withSeed(3));

  /** Parts of some examples each; the last is smaller. */
  private static List<Dataset> parts(Dataset data, int examples) {
    List<Dataset> parts = new ArrayList<>();
    for (int from = 0; from < data.size(); from += examples) {
      int to = Math.min(data.size(), from + examples);
      parts.add(data.rows(IntStream.range(from, to).toArray()));
    }
    return parts;
  }

  private Shards written() {
    TransferSet.writer(folder).label(parts(data, 50), teacher, "hidden1", "hidden2");
    return TransferSet.open(folder);
  }

  private INDArray trained(Shards shards) {
    Student student = Toy.student(2);
    distiller.fit(student, shards);
    return Toy.weights(student);
  }

  private static void assertSame(TransferSet expected, TransferSet found) {
    assertSameBits(expected.data().features(), found.data().features());
    assertEquals(expected.data().classes(), found.data().classes());
    assertEquals(expected.data().image(), found.data().image());
    assertEquals(expected.data().stored(0).dataType(), found.data().stored(0).dataType());
    assertEquals(expected.data().labelled(), found.data().labelled());
    if (expected.data().labelled()) {
      assertArrayEquals(expected.data().labelIndices(), found.data().labelIndices());
    }
    assertSameBits(expected.logits(), found.logits());
  }

  /** What ND4J calls equal may differ by 0.00001. */
  private static void assertSameBits(INDArray expected, INDArray found) {
    assertArrayEquals(expected.shape(), found.shape());
    assertArrayEquals(expected.dup('c').data().asFloat(), found.dup('c').data().asFloat());
  }

  @Test
  void everyNumberComesBack() {
    Shards shards = written();
    assertEquals(N, shards.size());
    assertEquals(5, shards.count());
    for (int i = 0; i < 5; i++) {
      TransferSet set = TransferSet.label(parts(data, 50).get(i), teacher, "hidden1", "hidden2");
      assertSame(set, shards.shard(i));
      assertSameBits(set.hint("hidden1"), shards.shard(i).hint("hidden1"));
      assertSameBits(set.hint("hidden2"), shards.shard(i).hint("hidden2"));
    }
    assertSameBits(data.features(), shards.sample(N).data().features());
    assertArrayEquals(data.labelIndices(), shards.sample(N).data().labelIndices());
    int[] rows = IntStream.range(0, 7).map(i -> i * N / 7).toArray();
    assertEquals(data.features(rows), shards.sample(7).data().features());
    assertEquals(
        "203 examples of 4 features, 3 classes, with logits in 32 bits and hints of [hidden1 [9],"
            + " hidden2 [6]], in 5 shards",
        shards.toString());
  }

  @Test
  void imagesStayBytesAndMapsStayMaps() {
    INDArray pixels = Nd4j.create(new float[][] {{0, 255, 1}, {3, 4, 128}}).castTo(DataType.UINT8);
    List<String> classes = List.of("a", "b", "a third");
    Dataset images = Dataset.images(pixels, new int[] {2, 0}, classes, ImageShape.gray(1, 3));
    TransferSet set =
        TransferSet.label(images, x -> x).withHint("maps", x -> x.reshape('c', x.size(0), 3, 1, 1));
    ShardWriter writer = TransferSet.writer(folder);
    writer.write("a", List.of(set).iterator());
    TransferSet read = writer.finish().shard(0);
    assertSame(set, read);
    assertSameBits(set.hint("maps"), read.hint("maps"));

    Path other = folder.resolve("other");
    TransferSet unlabelled = TransferSet.label(images.withoutLabels(), x -> x);
    TransferSet.writer(other).write("a", List.of(unlabelled).iterator());
    assertSame(unlabelled, TransferSet.writer(other).finish().shard(0));
    assertEquals(
        "2 examples of 3 features in 8 bits for images of 1 x 3 pixels, 3 classes, unlabelled, with"
            + " logits in 32 bits, in 1 shards",
        TransferSet.open(other).toString());
  }

  @Test
  void batchesOfAShardAreWrittenOneAfterAnother() {
    List<TransferSet> batches =
        parts(data, 60).stream().map(part -> TransferSet.label(part, teacher)).toList();
    ShardWriter writer = TransferSet.writer(folder).withLogits(StoredLogits.half());
    writer.write("all", batches.iterator());
    Shards shards = writer.finish();
    assertEquals(1, shards.count());
    assertEquals(data.features(), shards.shard(0).data().features());
    INDArray logits = TransferSet.label(data, teacher).logits();
    double error = shards.shard(0).logits().sub(logits).amaxNumber().doubleValue();
    assertTrue(error > 0 && error < 0.01, "largest error " + error);
  }

  @Test
  void withAllInOneWindowTrainingTakesTheStepsThatItTakesInMemory() {
    Distiller matching = distiller.match("hidden2", "hidden2", new HintLoss().times(0.5));
    Shards shards = written();
    Student inMemory = Toy.student(2);
    History expected = matching.fit(inMemory, shards.sample(N), Toy.points(20, 9));
    Student fromShards = Toy.student(2);
    History found = matching.fit(fromShards, shards, Toy.points(20, 9));
    assertSameBits(Toy.weights(inMemory), Toy.weights(fromShards));
    assertEquals(expected.epochs().get(1).loss(), found.epochs().get(1).loss());
    assertEquals(expected.warnings(), found.warnings());
  }

  @Test
  void aTrainingInWindowsDependsOnItsSeedAlone() {
    Shards shards = written();
    INDArray once = trained(shards.withWindow(32));
    assertSameBits(once, trained(TransferSet.open(folder).withWindow(32)));
    assertNotEquals(once, trained(shards.withWindow(64)));
    assertNotEquals(once, trained(shards));
  }

  /** Examples whose only feature is their number, as training reads them. */
  private List<float[]> passes(int window, int batchSize, long seed) {
    float[][] numbers = new float[N][1];
    for (int i = 0; i < N; i++) {
      numbers[i][0] = i;
    }
    Dataset numbered = Dataset.unlabelled(Nd4j.create(numbers), List.of("a", "b"));
    Path other = folder.resolve("numbered");
    TransferSet.writer(other).label(parts(numbered, 10), x -> Nd4j.zeros(x.size(0), 2));
    Student student = Student.mlp(1).classes(2).build();
    ShardBatches batches =
        ShardBatches.of(
            TransferSet.open(other).withWindow(window),
            List.of(),
            student,
            SoftTargetLoss.at(1).hard(0).soft(1),
            batchSize);
    Random random = new Random(seed);
    List<float[]> passes = new ArrayList<>();
    for (int pass = 0; pass < 2; pass++) {
      Batches.Order order = batches.order(random);
      float[] read = new float[N];
      for (int from = 0; from < N; from += batchSize) {
        int to = Math.min(N, from + batchSize);
        float[] batch = batches.features(order.rows(from, to)).data().asFloat();
        System.arraycopy(batch, 0, read, from, batch.length);
      }
      passes.add(read);
    }
    return passes;
  }

  @Test
  void everyPassReadsEachExampleOnceInAnOrderOfItsOwn() {
    List<float[]> passes = passes(40, 8, 1);
    assertEachOnce(passes);
    assertEachOnce(passes(130, 8, 1)); // in blocks of two, of which one is half
    assertFalse(Arrays.equals(passes.get(0), passes.get(1)));
    List<float[]> again = passes(40, 8, 1);
    assertArrayEquals(passes.get(0), again.get(0));
    assertArrayEquals(passes.get(1), again.get(1));
    assertFalse(Arrays.equals(passes.get(0), passes(40, 8, 2).get(0)));
  }

  private static void assertEachOnce(List<float[]> passes) {
    for (float[] pass : passes) {
      float[] sorted = pass.clone();
      Arrays.sort(sorted);
      for (int i = 0; i < N; i++) {
        assertEquals(i, sorted[i]);
      }
    }
  }

  @Test
  void aPassThatBeginsLaterGoesOnInTheSameOrder() {
    Shards shards = written().withWindow(32);
    ShardBatches batches =
        ShardBatches.of(shards, List.of(), Toy.student(1), SoftTargetLoss.at(1), 16);
    Batches.Order order = batches.order(new Random(1));
    for (int from = 0; from < 112; from += 16) {
      order.rows(from, from + 16);
    }
    INDArray expected = batches.features(order.rows(112, 128));
    assertEquals(expected, batches.features(batches.order(new Random(1)).rows(112, 128)));
  }

  @Test
  void aWindowComesFromAllOverTheSetAndIsMixed() {
    for (int window : new int[] {40, 136}) { // in blocks of one and of two
      float[] pass = passes(window, 8, 1).get(0);
      for (int start = 0; start + window <= N; start += window) {
        Set<Integer> shards = new HashSet<>();
        int neighbors = 0;
        for (int i = start; i < start + window; i++) {
          shards.add((int) pass[i] / 10);
          neighbors += i > start && pass[i] == pass[i - 1] + 1 ? 1 : 0;
        }
        assertTrue(shards.size() >= 14, "of 21 shards in a window: " + shards);
        assertTrue(neighbors < 10, "examples after the one before them: " + neighbors);
      }
    }
  }

  @Test
  void aWindowIsRoundedUpToWholeBatches() {
    Map<Integer, String> rounded = Map.of(1, "16 examples", 17, "32 examples", 200, "203 examples");
    rounded.forEach(
        (window, expected) -> {
          ShardBatches batches =
              ShardBatches.of(
                  written().withWindow(window),
                  List.of(),
                  Toy.student(1),
                  SoftTargetLoss.at(1),
                  16);
          assertTrue(batches.checksums().get("window").startsWith(expected), expected);
        });
  }

  @Test
  void whatDoesNotFitIsRefusedBeforeTraining() {
    Shards shards = written();
    Student wide = Student.mlp(5).classes(3).build();
    Refused.argument(
        "the student takes 5 features, but the transfer set has 4",
        () -> distiller.fit(wide, shards));
    Refused.argument(
        "the student has 4 classes, but the teacher has 3",
        () -> distiller.fit(Student.mlp(4).classes(4).build(), shards));
    Refused.argument(
        "the transfer set has no hint 'hidden3'; its hints are [hidden1, hidden2]",
        () -> distiller.match("hidden3", "hidden1", new HintLoss()).fit(Toy.student(1), shards));
    Refused.argument("window must be from 1 to 23,342,213, but was 0", () -> shards.withWindow(0));
    Refused.argument("examples must be from 1 to 203, but was 204", () -> shards.sample(204));
  }

  @Test
  void theOriginNamesTeacherAndShards() {
    Shards shards = written();
    assertEquals(data.classes(), shards.origin().classes());
    String fingerprint = shards.origin().teacher().orElseThrow();
    assertTrue(fingerprint.matches("sha256:[0-9a-f]{64}"), fingerprint);
    assertNotEquals(
        fingerprint,
        TransferSet.writer(folder.resolve("b"))
            .label(List.of(data), Toy.teacher(2))
            .origin()
            .teacher()
            .orElseThrow());
    Shards byFunction =
        TransferSet.writer(folder.resolve("c")).label(List.of(data), x -> teacher.logits(x));
    assertTrue(byFunction.origin().teacher().isEmpty());
    assertNotEquals(shards.origin().data(), byFunction.origin().data());
    Shards told =
        TransferSet.writer(folder.resolve("d")).withTeacher("mine").label(List.of(data), teacher);
    assertEquals("mine", told.origin().teacher().orElseThrow());
  }
}
