package org.distill4j.distill;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.model.Student;
import org.distill4j.model.train.Epoch;
import org.distill4j.model.train.EpochLog;
import org.distill4j.model.train.Plan;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process trains, and is killed without a chance to do anything about it. */
class KilledTrainingTest {

  private static final int EPOCHS = 6;
  private static final int BATCHES = 3;

  @TempDir Path folder;

  /** Trains until a step, and then waits for its end. */
  static final class Trainer {

    private Trainer() {}

    public static void main(String[] args) {
      Path folder = Path.of(args[0]);
      int last = Integer.parseInt(args[1]);
      Student student = student();
      ((MultiLayerNetwork) student.network())
          .setListeners(
              new BaseTrainingListener() {
                @Override
                public void iterationDone(Model model, int iteration, int epoch) {
                  if (iteration == last) {
                    waitToBeKilled();
                  }
                }
              });
      train(student, plan(folder));
    }

    private static void waitToBeKilled() {
      System.out.println("waiting");
      try {
        Thread.sleep(Duration.ofHours(1).toMillis());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static Student student() {
    return Toy.sized(Student.mlp(Toy.WIDTH), 2).dropout(0.3).build();
  }

  private static Plan plan(Path folder) {
    return Plan.epochs(EPOCHS)
        .withBatchSize(20)
        .checkpoint(folder.resolve("run"), Duration.ofNanos(1))
        .onEpoch(EpochLog.to(folder.resolve("epochs.jsonl")));
  }

  private static void train(Student student, Plan plan) {
    Dataset data = Toy.points(20 * BATCHES, 1);
    TransferSet set = TransferSet.label(data, Toy.teacher(1));
    Distiller.of(SoftTargetLoss.at(4), plan).fit(student, set, data);
  }

  /** Has a process train until a step, and kills it there. */
  private void killAfter(int step, boolean isLocked) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx300m",
                "-cp",
                System.getProperty("java.class.path"),
                Trainer.class.getName(),
                folder.toString(),
                Integer.toString(step))
            .redirectErrorStream(true)
            .start();
    try {
      assertEquals("waiting", process.inputReader().readLine());
      if (isLocked) {
        assertTrue(
            assertThrows(IllegalStateException.class, () -> train(student(), plan(folder)))
                .getMessage()
                .startsWith("another training, perhaps of another process, "));
      }
    } finally {
      process.destroyForcibly();
    }
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertFalse(process.exitValue() == 0);
  }

  @Test
  void whoeverResumesEndsWithTheSameBits() throws IOException, InterruptedException {
    killAfter(1 * BATCHES + 2, true);
    killAfter(4 * BATCHES, false);
    List<Epoch> told = new ArrayList<>();
    Student resumed = student();
    train(resumed, plan(folder).onEpoch(told::add));
    Student whole = student();
    train(whole, Plan.epochs(EPOCHS).withBatchSize(20));
    assertArrayEquals(
        whole.network().params().toFloatVector(), resumed.network().params().toFloatVector());
    assertEquals(List.of(4, 5, 6), told.stream().map(Epoch::number).toList());
    List<String> log = Files.readAllLines(folder.resolve("epochs.jsonl"));
    assertEquals(EPOCHS, log.size());
    for (int i = 0; i < EPOCHS; i++) {
      assertTrue(log.get(i).startsWith("{\"epoch\":%d,".formatted(i + 1)), log.get(i));
    }
  }
}
