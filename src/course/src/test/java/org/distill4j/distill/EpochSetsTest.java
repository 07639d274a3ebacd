package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.distill4j.course.OptDigits;
import org.distill4j.data.Dataset;
import org.distill4j.data.Munge;
import org.distill4j.data.PseudoExamples;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.model.Student;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.train.History;
import org.distill4j.model.train.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class EpochSetsTest {

  private static final Dataset DIGITS = OptDigits.load();
  private static final Dataset TRAIN = DIGITS.rows(IntStream.range(0, 500).toArray());
  private static final Dataset VALIDATION = DIGITS.rows(IntStream.range(1_200, 1_300).toArray());

  /** Knows nothing but answers differently for every image. */
  private static final Classifier TEACHER =
      features ->
          features.mmul(Nd4j.linspace(-2, 2, 640).castTo(features.dataType()).reshape(64, 10));

  private final Distiller distiller =
      Distiller.of(
          SoftTargetLoss.at(2).hard(0).soft(1), Plan.epochs(3).withBatchSize(50).withSeed(5));

  private static Student student() {
    return Student.mlp(64).hidden(12).classes(10).seed(3).build();
  }

  private static INDArray weights(Student student) {
    return student.network().params().dup();
  }

  @Test
  void theSameSetInEveryEpochIsTrainingOnOneSet() {
    TransferSet set = TransferSet.label(TRAIN, TEACHER);
    Student one = student();
    Student each = student();
    History onOne = distiller.fit(one, set, VALIDATION);
    History onEach = distiller.fit(each, epoch -> set, VALIDATION);
    assertEquals(weights(one), weights(each));
    Student unwatched = student();
    distiller.fit(unwatched, epoch -> set);
    assertEquals(weights(one), weights(unwatched));
    assertEquals(onOne.last().loss(), onEach.last().loss());
  }

  @Test
  void theTeacherIsAskedAboutTheMovedImagesOfEveryEpoch() {
    List<INDArray> asked = new ArrayList<>();
    Classifier listening =
        features -> {
          asked.add(features.dup());
          return TEACHER.logits(features);
        };
    List<Integer> epochs = new ArrayList<>();
    distiller.fit(
        student(),
        epoch -> {
          epochs.add(epoch);
          return TransferSet.label(PseudoExamples.jittered(TRAIN, 1, epoch), listening);
        },
        VALIDATION);
    assertEquals(List.of(1, 2, 3), epochs);
    assertEquals(3, asked.size());
    for (int i = 0; i < 3; i++) {
      assertEquals(PseudoExamples.jittered(TRAIN, 1, i + 1).features(), asked.get(i));
      assertNotEquals(asked.get((i + 1) % 3), asked.get(i));
    }
  }

  @Test
  void pseudoExamplesTrainAStudentWithoutLabels() {
    Munge munge = new Munge(0.5, 5);
    Student student = student();
    History history =
        distiller.fit(
            student,
            epoch -> TransferSet.label(munge.examples(TRAIN, 1, epoch), TEACHER),
            VALIDATION);
    assertTrue(history.last().loss() < history.epochs().get(0).loss());
    Dataset mixed = PseudoExamples.mixup(TRAIN, 300, 1);
    distiller.fit(student, TransferSet.label(mixed, TEACHER));
  }

  @Test
  void hardTargetsOfExamplesWithoutLabelsAreRefused() {
    TransferSet unlabelled = TransferSet.label(PseudoExamples.noisy(TRAIN, 0.1, 1), TEACHER);
    Distiller hard = Distiller.of(SoftTargetLoss.at(2).hard(0.1).soft(0.9), Plan.epochs(10));
    for (Executable call :
        List.<Executable>of(
            () -> hard.fit(student(), unlabelled),
            () -> hard.fit(student(), epoch -> unlabelled, VALIDATION))) {
      String refusal = assertThrows(IllegalArgumentException.class, call).getMessage();
      assertTrue(
          refusal.startsWith("the transfer set has no hard labels, so hardWeight must be 0"),
          refusal);
    }
  }

  @Test
  void everyEpochMustHaveAsManyExamples() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                distiller.fit(
                    student(),
                    epoch -> TransferSet.label(TRAIN.head(500 - epoch), TEACHER),
                    VALIDATION));
    assertEquals(
        "each epoch must have 499 examples, as the first, but epoch 2 has 498",
        refusal.getMessage());
  }

  @Test
  void anInterruptionWhileLabellingEndsTheRunInOrder() {
    Student student = student();
    History history =
        distiller.fit(
            student,
            epoch -> {
              if (epoch == 2) {
                Thread.currentThread().interrupt();
              }
              return TransferSet.label(TRAIN, TEACHER);
            },
            VALIDATION);
    assertTrue(Thread.interrupted());
    assertTrue(history.interrupted());
    assertEquals(1, history.best());
    assertFalse(history.epochs().isEmpty());
  }

  @Test
  void anErrorWhileLabellingIsNotHidden() {
    Classifier silent =
        features -> {
          throw new IllegalStateException("no answer");
        };
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                distiller.fit(
                    student(),
                    epoch -> TransferSet.label(TRAIN, epoch == 1 ? TEACHER : silent),
                    VALIDATION));
    assertEquals("no answer", failure.getMessage());
  }
}
