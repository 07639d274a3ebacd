package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.loss.HintLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.distill4j.model.network.Classifier;
import org.distill4j.model.train.Plan;
import org.distill4j.model.train.Schedule;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The procedures of the field in a few lines each, and which networks they change. */
class ProceduresTest {

  private static final Teacher TEACHER = Digits.teacher();

  private static Plan plan(int epochs) {
    return Plan.epochs(epochs).withBatchSize(50).withSeed(4).withLearningRate(0.01);
  }

  private static Student thin(long seed) {
    return Student.mlp(Digits.SIDE * Digits.SIDE).hidden(16, 16, 16).classes(10).seed(seed).build();
  }

  private static double accuracy(Classifier classifier) {
    int[] predicted = classifier.predict(Digits.TRAIN.features());
    int right = 0;
    for (int i = 0; i < predicted.length; i++) {
      right += predicted[i] == Digits.TRAIN.label(i) ? 1 : 0;
    }
    return (double) right / predicted.length;
  }

  private static INDArray weights(Student student, String layer) {
    return ((MultiLayerNetwork) student.network()).getLayer(layer).params().dup();
  }

  /** FitNets (Romero et al. 2015): first up to the hint, with a regressor; then all by Hinton. */
  @Test
  void fitNetsInTwoStages() {
    Student student = thin(5);
    INDArray before = Digits.weights(student);
    INDArray third = weights(student, "hidden3");
    INDArray last = weights(student, "out");
    TransferSet set = TransferSet.label(Digits.TRAIN, TEACHER, "hidden1");

    Distiller.hintsOnly(plan(3))
        .match("hidden1", "hidden2", new HintLoss().times(0.1))
        .fit(student, set);
    INDArray hinted = Digits.weights(student);
    assertNotEquals(before, hinted);
    assertEquals(third, weights(student, "hidden3"));
    assertEquals(last, weights(student, "out"));

    Distiller.of(SoftTargetLoss.at(4).softShare(0.9), plan(5)).fit(student, set);
    assertNotEquals(third, weights(student, "hidden3"));
    assertNotEquals(hinted, Digits.weights(student));
    assertTrue(accuracy(student) > 0.5, () -> "accuracy " + accuracy(student));
  }

  /**
   * Deep mutual learning (Zhang et al. 2018): peers teach each other from the start. Each learns
   * for an epoch from what the others knew before it, instead of for a batch, so that no peer runs
   * while another is trained; Adam's moments start anew each time, as with every call of fit.
   */
  @Test
  void deepMutualLearning() {
    List<Student> peers = List.of(thin(6), thin(7));
    List<INDArray> before = peers.stream().map(Digits::weights).toList();
    Distiller distiller =
        Distiller.of(
            SoftTargetLoss.at(1).hard(1).soft(1), plan(1).withSchedule(Schedule.constant()));
    List<Double> losses = new ArrayList<>();
    for (int epoch = 0; epoch < 6; epoch++) {
      List<TransferSet> sets =
          peers.stream().map(peer -> TransferSet.label(Digits.TRAIN, peer)).toList();
      losses.add(distiller.fit(peers.get(0), sets.get(1)).last().loss());
      losses.add(distiller.fit(peers.get(1), sets.get(0)).last().loss());
    }
    assertNotEquals(before.get(0), Digits.weights(peers.get(0)));
    assertNotEquals(before.get(1), Digits.weights(peers.get(1)));
    assertNotEquals(Digits.weights(peers.get(0)), Digits.weights(peers.get(1)));
    assertTrue(losses.get(10) < losses.get(0) && losses.get(11) < losses.get(1), losses.toString());
    assertTrue(accuracy(peers.get(0)) > 0.5 && accuracy(peers.get(1)) > 0.5);
  }

  /**
   * Born-again networks (Furlanello et al. 2018): each generation teaches the next, of its kind.
   */
  @Test
  void bornAgainGenerations() {
    List<Student> generations = new ArrayList<>();
    Classifier teacher = TEACHER;
    for (int generation = 1; generation <= 3; generation++) {
      Student child = thin(10 + generation);
      TransferSet set = TransferSet.label(Digits.TRAIN, teacher);
      INDArray parents =
          generations.isEmpty() ? set.logits() : Digits.weights(generations.get(generation - 2));
      Distiller.of(SoftTargetLoss.at(1).hard(0.5).soft(0.5), plan(5)).fit(child, set);
      if (!generations.isEmpty()) {
        assertEquals(parents, Digits.weights(generations.get(generation - 2)));
      }
      generations.add(child);
      teacher = child;
    }
    Teacher all = Teacher.ensemble(generations.toArray(Classifier[]::new));
    assertTrue(accuracy(all) > 0.5, () -> "accuracy " + accuracy(all));
  }

  /** A teacher's assistant (Mirzadeh et al. 2020): of middle size, between teacher and student. */
  @Test
  void teacherAssistant() {
    INDArray before = TEACHER.logits(Digits.TRAIN.features());
    Student assistant = Digits.student();
    Distiller.of(SoftTargetLoss.at(4), plan(5))
        .fit(assistant, TransferSet.label(Digits.TRAIN, TEACHER));
    INDArray taught = Digits.weights(assistant);
    Student student = Student.mlp(Digits.SIDE * Digits.SIDE).hidden(8).classes(10).seed(8).build();
    Distiller.of(SoftTargetLoss.at(4), plan(5))
        .fit(student, TransferSet.label(Digits.TRAIN, assistant));
    assertEquals(before, TEACHER.logits(Digits.TRAIN.features()));
    assertEquals(taught, Digits.weights(assistant));
    assertTrue(accuracy(student) > 0.5, () -> "accuracy " + accuracy(student));
  }

  @Test
  void severalTeachersBecomeOneStudent() {
    List<Teacher> members =
        Stream.of(21, 22, 23)
            .map(
                seed ->
                    Teacher.mlp(Digits.SIDE * Digits.SIDE)
                        .hidden(20)
                        .classes(10)
                        .seed(seed)
                        .build())
            .toList();
    members.forEach(member -> member.fit(Digits.TRAIN, Plan.epochs(5).withBatchSize(50)));
    Teacher all = Teacher.ensemble(members.toArray(Classifier[]::new));
    INDArray before = all.logits(Digits.TRAIN.features());
    Student student = thin(24);
    Distiller.of(SoftTargetLoss.at(4), plan(5)).fit(student, TransferSet.label(Digits.TRAIN, all));
    assertEquals(before, all.logits(Digits.TRAIN.features()));
    assertTrue(accuracy(student) > 0.5, () -> "accuracy " + accuracy(student));
  }

  /**
   * A network of its own kind is the teacher; the transfer set is made before the second learns.
   */
  @Test
  void selfDistillation() {
    Student first = thin(31);
    Distiller.of(SoftTargetLoss.at(4), plan(3))
        .fit(first, TransferSet.label(Digits.TRAIN, TEACHER));
    TransferSet own = TransferSet.label(Digits.TRAIN, first);
    INDArray before = Digits.weights(first);
    Student second = thin(32);
    Distiller.of(SoftTargetLoss.at(2).softShare(0.5), plan(5)).fit(second, own);
    assertEquals(before, Digits.weights(first));
    assertEquals(own.logits(), first.logits(Digits.TRAIN.features()));
    assertTrue(accuracy(second) > 0.5, () -> "accuracy " + accuracy(second));
  }
}
