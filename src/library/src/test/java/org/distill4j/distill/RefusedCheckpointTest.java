package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.internal.CheckedFile;
import org.distill4j.loss.HintLoss;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.Targets;
import org.distill4j.loss.Value;
import org.distill4j.model.Student;
import org.distill4j.model.train.Plan;
import org.distill4j.model.train.Schedule;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Checkpoints of another training, damaged ones, and folders that cannot be written. */
class RefusedCheckpointTest {

  private static final Dataset DATA = Toy.points(60, 1);
  private static final Dataset VALIDATION = Toy.points(30, 2);
  private static final TransferSet SET = TransferSet.label(DATA, Toy.teacher(1), "hidden1");
  private static final SoftTargetLoss LOSS = SoftTargetLoss.at(4);

  private static final String OTHER =
      "the weights are neither those that it began with nor those that it left, so make the network"
          + " anew";

  @TempDir Path folder;

  private Path file;
  private Plan plan;

  @BeforeEach
  void train() {
    file = folder.resolve("training.checkpoint");
    plan = Plan.epochs(2).withBatchSize(20).checkpoint(folder);
    distil(Toy.student(2), plan, LOSS, SET, VALIDATION);
  }

  private static void distil(
      Student student, Plan plan, ResponseLoss loss, TransferSet set, Dataset validation) {
    Distiller.of(loss, plan)
        .match("hidden1", "hidden1", new HintLoss())
        .fit(student, set, validation);
  }

  private void refused(String difference, Executable training) throws IOException {
    byte[] before = Files.readAllBytes(file);
    Refused.argument(
        "%s is of another training: %s; another training needs a folder of its own"
            .formatted(file, difference),
        training);
    assertArrayEquals(before, Files.readAllBytes(file), "nothing is lost");
  }

  private void refused(String difference, Plan other) throws IOException {
    refused(difference, () -> distil(Toy.student(2), other, LOSS, SET, VALIDATION));
  }

  private void refused(String difference, Student student) throws IOException {
    INDArray weights = Toy.weights(student);
    refused(difference, () -> distil(student, plan, LOSS, SET, VALIDATION));
    assertEquals(weights, Toy.weights(student), "the student is as it was");
  }

  @Test
  void anotherPlanIsRefusedAndTheSettingNamed() throws IOException {
    refused("epochs was 2 and is 3", plan.withEpochs(3));
    refused("batchSize was 20 and is 30", plan.withBatchSize(30));
    refused("learningRate was the network's own and is 0.5", plan.withLearningRate(0.5));
    refused("schedule was falling to 0 and is constant", plan.withSchedule(Schedule.constant()));
    refused("keepBest was false and is true", plan.keepingBest());
    refused("patience was 0 and is 1; seed was 0 and is 9", plan.withPatience(1).withSeed(9));
  }

  @Test
  void anotherStudentIsRefused() throws IOException {
    refused(
        "the network is another one: \"seed\" : 2 was there, where \"seed\" : 3 is; " + OTHER,
        Toy.student(3));
    refused(
        "the network is another one: \"nout\" : 6 was there, where \"nout\" : 7 is; " + OTHER,
        Student.mlp(Toy.WIDTH).hidden(9, 7).classes(3).activation(Activation.TANH).seed(2).build());
    Student moved = Toy.student(2);
    moved.network().params().putScalar(0, 0.5);
    refused(OTHER, moved);
  }

  @Test
  void anotherLossIsRefused() throws IOException {
    refused(
        "loss was SoftTargetLoss[T=4, hard=0.1, soft=0.9] and is"
            + " SoftTargetLoss[T=5, hard=0.1, soft=0.9]",
        () -> distil(Toy.student(2), plan, SoftTargetLoss.at(5), SET, VALIDATION));
    refused(
        "matched layers was hidden1 by HintLoss and is none; other hints 1",
        () -> Distiller.of(LOSS, plan).fit(Toy.student(2), SET, VALIDATION));
  }

  @Test
  void otherDataAreRefused() throws IOException {
    int[] moved = DATA.labelIndices();
    moved[59] = (moved[59] + 1) % 3;
    Dataset relabelled = Dataset.of(DATA.features(), moved, DATA.classes());
    refused(
        "other labels of the examples",
        () ->
            distil(
                Toy.student(2),
                plan,
                LOSS,
                TransferSet.of(relabelled, SET.logits()).withHint("hidden1", x -> hiddenOf(x)),
                VALIDATION));
    TransferSet louder =
        TransferSet.of(DATA, SET.logits().mul(2)).withHint("hidden1", x -> hiddenOf(x));
    refused("other teacher's logits", () -> distil(Toy.student(2), plan, LOSS, louder, VALIDATION));
    Dataset fewer = DATA.head(40);
    refused(
        "examples was 60 and is 40; other features of the examples; other labels of the examples;"
            + " other teacher's logits; other hints 1",
        () ->
            distil(
                Toy.student(2),
                plan,
                LOSS,
                TransferSet.label(fewer, Toy.teacher(1), "hidden1"),
                VALIDATION));
    refused(
        "validation examples was 30 and is 20; other features of the validation examples; other"
            + " labels of the validation examples",
        () -> distil(Toy.student(2), plan, LOSS, SET, VALIDATION.head(20)));
  }

  private static INDArray hiddenOf(INDArray features) {
    return Toy.teacher(1).activations("hidden1", features);
  }

  /** A loss as it is declared in a cell, without a text of its own. */
  private static final class Own implements ResponseLoss {
    @Override
    public Value value(Targets targets, INDArray output) {
      return LOSS.value(targets, output);
    }
  }

  @Test
  void aLossWithoutATextIsKnownByItsClass() throws IOException {
    Plan own = plan.checkpoint(folder.resolve("own"));
    Distiller.of(new Own(), own).fit(Toy.student(2), SET);
    Distiller.of(new Own(), own).fit(Toy.student(2), SET);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class, () -> Distiller.of(LOSS, own).fit(Toy.student(2), SET));
    assertTrue(e.getMessage().contains("loss was Own and is SoftTargetLoss["), e.getMessage());
  }

  @Test
  void aDamagedFileIsRefused() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i += i < 100 ? 9 : 997) {
      byte[] changed = whole.clone();
      changed[i] ^= 0x10;
      Files.write(file, changed);
      assertNamed();
      Files.write(file, Arrays.copyOf(whole, i));
      assertNamed();
    }
    new CheckedFile("checkpoint", 1).write(file, out -> out.writeInt(Integer.MAX_VALUE));
    assertNamed();
    new CheckedFile("checkpoint", 1)
        .write(
            file,
            out -> {
              out.writeInt(1);
              out.writeInt(Integer.MAX_VALUE);
            });
    assertNamed();
    Files.write(file, whole);
    distil(Toy.student(2), plan, LOSS, SET, VALIDATION);
  }

  private void assertNamed() {
    Student student = Toy.student(2);
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> distil(student, plan, LOSS, SET, VALIDATION))
            .getMessage();
    assertTrue(message.startsWith(file + " is "), message);
  }

  @Test
  void aSecondTrainingInTheSameFolderIsRefusedAsLongAsTheFirstLasts() {
    Plan nested =
        plan.checkpoint(folder.resolve("shared"))
            .onEpoch(
                epoch ->
                    Refused.state(
                        "another training, perhaps of another process, is writing its checkpoints"
                            + " into %s; each needs a folder of its own"
                                .formatted(folder.resolve("shared")),
                        () -> Toy.student(5).fit(DATA, plan.checkpoint(folder.resolve("shared")))));
    Toy.student(2).fit(DATA, nested);
    Toy.student(2).fit(DATA, nested);
  }

  @Test
  void aPlaceThatIsNoFolderIsRefusedBeforeAnythingIsTrained() throws IOException {
    Path taken = Files.writeString(folder.resolve("taken"), "mine");
    UncheckedIOException e =
        assertThrows(
            UncheckedIOException.class, () -> Toy.student(2).fit(DATA, plan.checkpoint(taken)));
    assertTrue(
        e.getMessage().startsWith("cannot write checkpoints into %s: ".formatted(taken)),
        e.getMessage());
    assertEquals("mine", Files.readString(taken));
  }

  @Test
  void aCheckpointThatCannotBeWrittenLeavesTheLastOneAndTheStudent() throws IOException {
    Path run = folder.resolve("run");
    byte[][] last = new byte[1][];
    Student student = Toy.student(2);
    Plan failing =
        plan.withEpochs(3)
            .checkpoint(run)
            .onEpoch(
                epoch -> {
                  if (epoch.number() == 2) {
                    last[0] = replacedByAFolder(run);
                  }
                });
    UncheckedIOException e =
        assertThrows(UncheckedIOException.class, () -> student.fit(DATA, failing));
    Path there = run.resolve("training.checkpoint");
    assertEquals("cannot write %s: it is a folder".formatted(there), e.getMessage());
    Files.delete(there);
    Files.write(there, last[0]);
    Plan again = plan.withEpochs(3).checkpoint(run);
    Refused.argument(
        "%s is of another training: %s; another training needs a folder of its own"
            .formatted(there, OTHER),
        () -> student.fit(DATA, again));
    Student resumed = Toy.student(2);
    resumed.fit(DATA, again);
    Student whole = Toy.student(2);
    whole.fit(DATA, Plan.epochs(3).withBatchSize(20));
    assertArrayEquals(Toy.weights(whole).toFloatVector(), Toy.weights(resumed).toFloatVector());
  }

  private static byte[] replacedByAFolder(Path run) {
    Path there = run.resolve("training.checkpoint");
    try {
      byte[] bytes = Files.readAllBytes(there);
      Files.delete(there);
      Files.createDirectory(there);
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
