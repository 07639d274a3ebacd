package org.distill4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.distill.Distiller;
import org.distill4j.distill.TransferSet;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.model.train.Plan;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** What may be asked from several threads at once. */
class ThreadsTest {

  private static final int THREADS = 8;

  private static <T> List<T> atOnce(Callable<T> task) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> result : threads.invokeAll(Collections.nCopies(5 * THREADS, task))) {
        results.add(result.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void oneStudentAnswersManyThreads() throws Exception {
    Student student = Toy.student(1);
    Teacher teacher = Toy.teacher(2);
    INDArray features = Toy.points(200, 1).features();
    INDArray logits = student.logits(features);
    INDArray hidden = teacher.activations("hidden1", features);
    for (INDArray found : atOnce(() -> student.logits(features))) {
      assertEquals(logits, found);
    }
    for (INDArray found : atOnce(() -> teacher.activations("hidden1", features))) {
      assertEquals(hidden, found);
    }
  }

  @Test
  void oneDistillerTrainsManyStudentsOnOneSetAsOneAfterAnother() throws Exception {
    Dataset data = Toy.points(100, 1);
    Distiller distiller = Distiller.of(SoftTargetLoss.at(4), Plan.epochs(2).withBatchSize(20));
    TransferSet set = TransferSet.label(data, Toy.teacher(2));
    Callable<INDArray> training =
        () -> {
          Student student = Toy.student(3);
          distiller.fit(student, set);
          return Toy.weights(student);
        };
    INDArray alone = training.call();
    for (INDArray found : atOnce(training)) {
      assertEquals(alone, found);
    }
  }

  @Test
  void oneTeacherLabelsForManyThreads() throws Exception {
    Dataset data = Toy.points(1_500, 1);
    Teacher teacher = Toy.teacher(2);
    INDArray logits = TransferSet.label(data, teacher).logits();
    for (TransferSet found : atOnce(() -> TransferSet.label(data, teacher))) {
      assertEquals(logits, found.logits());
    }
  }
}
