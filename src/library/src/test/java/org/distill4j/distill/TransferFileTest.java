package org.distill4j.distill;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.distill4j.model.Teacher;
import org.distill4j.model.train.Plan;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class TransferFileTest {

  private static final int N = 1_203;

  @TempDir Path folder;
  private final Dataset data = Toy.points(N, 1);
  private final Teacher teacher = Toy.teacher(1);
  private final TransferSet set = TransferSet.label(data, teacher, "hidden1", "hidden2");
  private Path file;

  @BeforeEach
  void save() {
    file = folder.resolve("set");
    set.save(file);
  }

  private void assertOtherData(Dataset other) {
    Refused.argument(
        "the transfer set in %s belongs to other data than these %s".formatted(file, other),
        () -> TransferSet.load(file, other));
  }

  private void assertDamaged() {
    Refused.argument(
        "%s is only a part of a transfer set, or damaged: its checksum is wrong".formatted(file),
        () -> TransferSet.load(file, data));
  }

  @Test
  void everyNumberComesBack() {
    TransferSet loaded = TransferSet.load(file, data, teacher);
    assertEquals(set.logits(), loaded.logits());
    assertEquals(set.hint("hidden1"), loaded.hint("hidden1"));
    assertEquals(set.hint("hidden2"), loaded.hint("hidden2"));
    assertEquals(set.toString(), loaded.toString());
    assertEquals(set.logits(), TransferSet.load(file, data).logits());
  }

  @Test
  void theFileHoldsTheNumbersAndLittleElse() throws IOException {
    long numbers = 4L * N * (3 + 9 + 6);
    long matrices = 3L * (2 + 1 + 1 + 4) + 2L * "hidden1".length();
    assertEquals(2 + 24 + 32 + 4 + matrices + numbers + 32, Files.size(file));
  }

  @Test
  void doublesComeBackToTheBit() {
    TransferSet doubles = TransferSet.label(data, x -> Toy.random(1, (int) x.size(0), 3));
    doubles.save(file);
    INDArray loaded = TransferSet.load(file, data).logits();
    assertEquals(DataType.DOUBLE, loaded.dataType());
    assertEquals(doubles.logits(), loaded);
  }

  @Test
  void imagesAndUnlabelledExamplesHaveChecksumsToo() {
    INDArray pixels = Nd4j.createFromArray(new int[][] {{0, 255}, {3, 4}}).castTo(DataType.UINT8);
    Dataset images =
        Dataset.images(pixels, new int[] {0, 1}, List.of("a", "b"), ImageShape.gray(1, 2));
    TransferSet.label(images, x -> x).save(file);
    assertEquals(images.features(), TransferSet.load(file, images).logits());
    assertOtherData(images.withoutLabels());
    assertOtherData(images.rows(1, 0));
  }

  @Test
  void otherDataAreRefused() {
    assertOtherData(Toy.points(N, 2));
    assertOtherData(data.head(N - 1));
    assertOtherData(data.withoutLabels());
    int[] labels = new int[N];
    assertOtherData(Dataset.of(data.features(), labels, Toy.CLASSES));
    Arrays.setAll(labels, data::label);
    assertOtherData(Dataset.of(data.features(), labels, List.of("below", "above", "centre")));
    INDArray nudged = data.features();
    nudged.putScalar(N - 1, Toy.WIDTH - 1, 0.123456);
    assertOtherData(Dataset.of(nudged, labels, Toy.CLASSES));
    Dataset same = Dataset.of(data.features(), labels, Toy.CLASSES);
    assertEquals(set.logits(), TransferSet.load(file, same).logits());
  }

  @Test
  void anotherTeacherIsRefused() {
    assertOtherTeacher(Toy.teacher(2));
    Teacher later = Toy.teacher(1);
    later.fit(data, Plan.epochs(1).withBatchSize(N));
    assertOtherTeacher(later);
    Refused.argument(
        "the teacher knows 2 classes, but the data have 3: [centre, above, below]",
        () -> TransferSet.load(file, data, x -> Nd4j.ones(x.size(0), 2)));
  }

  private void assertOtherTeacher(Teacher other) {
    int[] probed = new int[100];
    Arrays.setAll(probed, i -> i * N / 100);
    INDArray features = data.features(probed);
    double largest = teacher.logits(features).amaxNumber().doubleValue();
    double difference =
        other.logits(features).sub(teacher.logits(features)).amaxNumber().doubleValue();
    Refused.argument(
        "the transfer set in %s is another teacher's: logits up to %.4g differ by up to %.4g"
            .formatted(file, largest, difference),
        () -> TransferSet.load(file, data, other));
  }

  @Test
  void theSameTeacherRoundedDifferentlyIsAccepted() {
    TransferSet.load(file, data, x -> teacher.logits(x).mul(1 + 1e-6));
  }

  @Test
  void truncatedAndDamagedFilesAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {26, 40, 100, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertDamaged();
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertDamaged();
    for (int place : new int[] {30, 61, 70, whole.length - 1}) {
      byte[] damaged = whole.clone();
      damaged[place] ^= 1;
      Files.write(file, damaged);
      assertDamaged();
    }
  }

  @Test
  void otherFilesAreRefused() throws IOException {
    String reason = "%s is no transfer set: it does not begin with 'distill4j transfer set 1'";
    for (byte[] other : List.of(new byte[0], new byte[] {1}, "hello".getBytes(UTF_8))) {
      Files.write(file, other);
      Refused.argument(reason.formatted(file), () -> TransferSet.load(file, data));
    }
    teacher.save(file);
    Refused.argument(reason.formatted(file), () -> TransferSet.load(file, data));
    Path missing = folder.resolve("missing");
    Refused.io("there is no transfer set " + missing, () -> TransferSet.load(missing, data));
  }

  @Test
  void placesThatAreNoFolderAreRefusedAndNothingIsLeftBehind() throws IOException {
    Path below = file.resolve("below");
    Refused.io(
        "cannot write %s: there is no folder %s".formatted(below, file), () -> set.save(below));
    try (Stream<Path> files = Files.list(folder)) {
      assertEquals(List.of(file), files.toList());
    }
    assertFalse(Files.exists(below));
  }
}
