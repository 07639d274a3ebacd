package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.Targets;
import org.distill4j.loss.Value;
import org.distill4j.model.Student;
import org.distill4j.model.train.History;
import org.distill4j.model.train.Plan;
import org.distill4j.model.train.Schedule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/**
 * Training that ends before its last epoch: the student is where its last finished epoch left it.
 */
class BrokenOffTrainingTest {

  /** 60 examples in batches of 20: three batches are an epoch. */
  private static final int BATCHES = 3;

  private static final Dataset DATA = Toy.points(60, 1);
  private static final TransferSet SET = TransferSet.label(DATA, Toy.teacher(1));
  private static final SoftTargetLoss LOSS = SoftTargetLoss.at(4).hard(0.1).soft(0.9);

  private final Student student = Toy.student(2);
  private final INDArray before = Toy.weights(student);

  /** The ordinary loss that does something when it is asked for the nth time. */
  private record Acting(AtomicInteger asked, int at, Runnable action) implements ResponseLoss {

    static Acting on(int batch, Runnable action) {
      return new Acting(new AtomicInteger(), batch, action);
    }

    @Override
    public Value value(Targets targets, INDArray output) {
      if (asked.incrementAndGet() == at) {
        action.run();
      }
      return LOSS.value(targets, output);
    }
  }

  private static final Plan PLAN =
      Plan.epochs(10)
          .withBatchSize(20)
          .withSeed(3)
          .withLearningRate(0.01)
          .withSchedule(Schedule.constant());

  private static INDArray after(int epochs) {
    Student student = Toy.student(2);
    Distiller.of(LOSS, PLAN.withEpochs(epochs)).fit(student, SET);
    return Toy.weights(student);
  }

  @AfterEach
  void clearTheInterrupt() {
    Thread.interrupted();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 8, 9, 13, 15})
  void anInterruptLeavesTheLastFinishedEpoch(int batch) {
    Acting loss = Acting.on(batch, () -> Thread.currentThread().interrupt());
    History history = Distiller.of(loss, PLAN.withEpochs(5)).fit(student, SET);
    int finished = (batch - 1) / BATCHES;
    assertTrue(history.interrupted());
    assertTrue(Thread.currentThread().isInterrupted(), "the flag is kept");
    assertEquals(finished, history.epochs().size());
    assertEquals(finished, history.best());
    assertEquals(batch, loss.asked.get(), "no batch is begun after the interrupt");
    Thread.interrupted();
    assertEquals(finished == 0 ? before : after(finished), Toy.weights(student));
  }

  @Test
  void aThreadThatIsInterruptedAlreadyTrainsNothing() {
    Thread.currentThread().interrupt();
    History history = Distiller.of(LOSS, PLAN.withEpochs(5)).fit(student, SET);
    assertEquals(
        "epoch      loss  validation  seconds\n"
            + "interrupted in the first epoch; the network is as it was",
        history.toString());
    assertEquals(before, Toy.weights(student));
  }

  @Test
  void anInterruptedRunKeepsItsBestEpochIfAsked() {
    Acting loss = Acting.on(4 * BATCHES, () -> Thread.currentThread().interrupt());
    History history = Distiller.of(loss, PLAN.withEpochs(9).keepingBest()).fit(student, SET, DATA);
    Thread.interrupted();
    assertEquals(3, history.epochs().size());
    assertEquals(after(history.best()), Toy.weights(student));
  }

  @Test
  void trainingGoesOnAfterwards() {
    Acting loss = Acting.on(2, () -> Thread.currentThread().interrupt());
    Distiller.of(loss, PLAN).fit(student, SET);
    Thread.interrupted();
    assertFalse(Distiller.of(LOSS, PLAN.withEpochs(2)).fit(student, SET).interrupted());
    assertEquals(after(2), Toy.weights(student));
  }

  @Test
  void aLossThatIsNotFiniteNamesItsEpoch() {
    Distiller distiller = Distiller.of(new NotANumber(new AtomicInteger(), 8), PLAN.withEpochs(5));
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> distiller.fit(student, SET));
    assertEquals("the loss became NaN in epoch 3; a lower learning rate may help", e.getMessage());
    assertEquals(after(2), Toy.weights(student));
  }

  private record NotANumber(AtomicInteger asked, int at) implements ResponseLoss {
    @Override
    public Value value(Targets targets, INDArray output) {
      Value value = LOSS.value(targets, output);
      if (asked.incrementAndGet() == at) {
        value.perExample().putScalar(0, Double.NaN);
      }
      return value;
    }
  }

  @Test
  void aHugeLearningRateIsSaidAndTheStudentStaysFinite() {
    Student diverging = Student.mlp(Toy.WIDTH).hidden(8).classes(3).updater(new Sgd(1e30)).build();
    INDArray start = Toy.weights(diverging);
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> Distiller.of(LOSS, Plan.epochs(4).withBatchSize(20)).fit(diverging, SET));
    assertTrue(
        e.getMessage().endsWith(" in epoch 1; a lower learning rate may help"), e.getMessage());
    assertEquals(start, Toy.weights(diverging));
  }

  @Test
  void aTrainingThatDivergesWithoutBecomingNaNSaysSo() {
    Student diverging =
        Student.mlp(Toy.WIDTH).hidden(8).classes(3).updater(new Sgd(1000)).seed(1).build();
    History history = Distiller.of(LOSS, Plan.epochs(4).withBatchSize(20)).fit(diverging, SET);
    String warning = history.warnings().get(0);
    assertTrue(warning.startsWith("the loss rose from "), warning);
    assertTrue(
        warning.endsWith(": the training diverged; a lower learning rate may help"), warning);
    assertTrue(history.toString().contains("warning: the loss rose from "));
  }

  @Test
  void featuresOfAnAbsurdSizeAreSaidAndTheirLossIsShort() {
    Dataset huge = Dataset.of(DATA.features().mul(1e30), labels(), Toy.CLASSES);
    History history = student.fit(huge, Plan.epochs(1).withBatchSize(20));
    assertEquals(List.of(), Toy.student(2).fit(DATA, Plan.epochs(1)).warnings());
    Student relu = Student.mlp(Toy.WIDTH).hidden(8).classes(3).seed(1).build();
    History absurd = relu.fit(huge, Plan.epochs(1).withBatchSize(20));
    assertTrue(
        absurd.warnings().get(0).startsWith("the loss before the first step was "),
        () -> absurd + " " + history);
    assertTrue(absurd.toString().matches("(?s).*e\\+[23]\\d.*"), absurd.toString());
  }

  private static int[] labels() {
    return IntStream.range(0, DATA.size()).map(DATA::label).toArray();
  }

  @Test
  void twoTrainingsOfOneStudentAtOnceAreRefused() {
    String text =
        "the network is being trained already, by another thread or by a listener of its epochs;"
            + " each training needs a network of its own";
    List<String> refused = new ArrayList<>();
    Plan within =
        PLAN.withEpochs(2)
            .onEpoch(
                epoch ->
                    refused.add(
                        assertThrows(
                                IllegalStateException.class,
                                () ->
                                    Student.of((MultiLayerNetwork) student.network())
                                        .fit(DATA, PLAN))
                            .getMessage()));
    Distiller.of(LOSS, within).fit(student, SET);
    assertEquals(List.of(text, text), refused);
    assertEquals(after(2), Toy.weights(student));
    assertEquals(1, student.fit(DATA, PLAN.withEpochs(1)).epochs().size());
  }

  /** One batch an epoch: the loss is still finite when the step spoils the weights. */
  @Test
  void weightsThatAreSpoiledByTheLastStepOfAnEpochDoNotReachTheStudent() {
    Student diverging = Student.mlp(Toy.WIDTH).hidden(8).classes(3).updater(new Sgd(1e300)).build();
    INDArray start = Toy.weights(diverging);
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> Distiller.of(LOSS, Plan.epochs(4).withBatchSize(60)).fit(diverging, SET));
    assertEquals(
        "the weights became NaN or infinite in epoch 1; a lower learning rate may help",
        e.getMessage());
    assertEquals(start, Toy.weights(diverging));
  }

  @Test
  void aLossThatFailsFailsAsItSaysAndTheStudentIsAtTheLastEpoch() {
    IllegalStateException own = new IllegalStateException("a mistake of one's own");
    Acting loss =
        Acting.on(
            5,
            () -> {
              throw own;
            });
    Distiller distiller = Distiller.of(loss, PLAN.withEpochs(3));
    assertSame(own, assertThrows(IllegalStateException.class, () -> distiller.fit(student, SET)));
    assertEquals(after(1), Toy.weights(student));
    assertNotEquals(before, Toy.weights(student));
  }
}
