package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.loss.BatchLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.Value;
import org.distill4j.model.Student;
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
  private static final SoftTargetLoss LOSS = new SoftTargetLoss(4, 0.1, 0.9);

  private final Student student = Toy.student(2);
  private final INDArray before = Toy.weights(student);

  /** The ordinary loss that does something when it is asked for the nth time. */
  private record Acting(AtomicInteger asked, int at, Runnable action) implements BatchLoss {

    static Acting on(int batch, Runnable action) {
      return new Acting(new AtomicInteger(), batch, action);
    }

    @Override
    public Value value(INDArray targets, INDArray output) {
      if (asked.incrementAndGet() == at) {
        action.run();
      }
      return LOSS.value(targets, output);
    }
  }

  private static Distiller.Builder builder() {
    return Distiller.builder().loss(LOSS).batchSize(20).seed(3).learningRate(0.01).constantRate();
  }

  private static INDArray after(int epochs) {
    Student student = Toy.student(2);
    builder().epochs(epochs).build().fit(student, SET);
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
    History history = builder().loss(loss).epochs(5).build().fit(student, SET);
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
    History history = builder().epochs(5).build().fit(student, SET);
    assertEquals(
        "epoch      loss  validation  seconds\n"
            + "interrupted in the first epoch; the student is as it was",
        history.toString());
    assertEquals(before, Toy.weights(student));
  }

  @Test
  void anInterruptedRunKeepsItsBestEpochIfAsked() {
    Acting loss = Acting.on(4 * BATCHES, () -> Thread.currentThread().interrupt());
    History history = builder().loss(loss).epochs(9).keepBest().build().fit(student, SET, DATA);
    Thread.interrupted();
    assertEquals(3, history.epochs().size());
    assertEquals(after(history.best()), Toy.weights(student));
  }

  @Test
  void trainingGoesOnAfterwards() {
    Acting loss = Acting.on(2, () -> Thread.currentThread().interrupt());
    builder().loss(loss).build().fit(student, SET);
    Thread.interrupted();
    assertFalse(builder().epochs(2).build().fit(student, SET).interrupted());
    assertEquals(after(2), Toy.weights(student));
  }

  @Test
  void aLossThatIsNotFiniteNamesItsEpoch() {
    Distiller distiller = builder().loss(new NotANumber(new AtomicInteger(), 8)).epochs(5).build();
    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> distiller.fit(student, SET));
    assertEquals("the loss became NaN in epoch 3; a lower learning rate may help", e.getMessage());
    assertEquals(after(2), Toy.weights(student));
  }

  private record NotANumber(AtomicInteger asked, int at) implements BatchLoss {
    @Override
    public Value value(INDArray targets, INDArray output) {
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
            () -> Distiller.builder().epochs(4).batchSize(20).build().fit(diverging, SET));
    assertTrue(
        e.getMessage().endsWith(" in epoch 1; a lower learning rate may help"), e.getMessage());
    assertEquals(start, Toy.weights(diverging));
  }

  /** One batch an epoch: the loss is still finite when the step spoils the weights. */
  @Test
  void weightsThatAreSpoiledByTheLastStepOfAnEpochDoNotReachTheStudent() {
    Student diverging = Student.mlp(Toy.WIDTH).hidden(8).classes(3).updater(new Sgd(1e300)).build();
    INDArray start = Toy.weights(diverging);
    IllegalStateException e =
        assertThrows(
            IllegalStateException.class,
            () -> Distiller.builder().epochs(4).batchSize(60).build().fit(diverging, SET));
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
    Distiller distiller = builder().loss(loss).epochs(3).build();
    assertSame(own, assertThrows(IllegalStateException.class, () -> distiller.fit(student, SET)));
    assertEquals(after(1), Toy.weights(student));
    assertNotEquals(before, Toy.weights(student));
  }
}
