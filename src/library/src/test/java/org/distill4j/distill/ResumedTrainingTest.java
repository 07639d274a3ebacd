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
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.distill4j.model.Student;
import org.distill4j.model.train.Epoch;
import org.distill4j.model.train.History;
import org.distill4j.model.train.Plan;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** A training that was broken off and resumed ends with the bits of one that was not. */
class ResumedTrainingTest {

  private static final Duration EACH_STEP = Duration.ofNanos(1);
  private static final int STEPS = SampleTrainings.BATCHES * SampleTrainings.EPOCHS;

  @TempDir Path folder;

  /** Ends the training of a network, or asks it to end, after a step. */
  private static final class Ending extends BaseTrainingListener {

    private final int step;
    private final Runnable end;

    Ending(int step, Runnable end) {
      this.step = step;
      this.end = end;
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      if (iteration == step) {
        end.run();
      }
    }
  }

  private static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private static void kill() {
    throw new Killed();
  }

  /** What a run came to, without the time that it took. */
  private record Result(List<Epoch> epochs, int best, boolean interrupted, List<Double> weights) {

    static Result of(History history, Student student) {
      List<Epoch> timeless =
          history.epochs().stream()
              .map(
                  epoch ->
                      new Epoch(
                          epoch.number(),
                          epoch.loss(),
                          epoch.validationAccuracy(),
                          0,
                          epoch.learningRate(),
                          epoch.examples(),
                          epoch.losses()))
              .toList();
      return new Result(timeless, history.best(), history.interrupted(), weightsOf(student));
    }
  }

  private static List<Double> weightsOf(Student student) {
    return IntStream.range(0, (int) student.network().params().length())
        .mapToObj(i -> student.network().params().getDouble(i))
        .toList();
  }

  private static List<Integer> counts(Student student) {
    MultiLayerNetwork network = (MultiLayerNetwork) student.network();
    return List.of(network.getIterationCount(), network.getEpochCount());
  }

  @AfterEach
  void clearTheInterrupt() {
    Thread.interrupted();
  }

  private Path fresh() throws IOException {
    if (Files.exists(folder.resolve("run"))) {
      try (Stream<Path> files = Files.walk(folder.resolve("run"))) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
    return folder.resolve("run");
  }

  /** Ends a training after a step; says how many epochs it had finished. */
  private static int breakOff(SampleTrainings sample, Plan plan, int step, Runnable end) {
    Student student = sample.student().get();
    ((MultiLayerNetwork) student.network()).setListeners(new Ending(step, end));
    List<Epoch> finished = new ArrayList<>();
    try {
      sample.train(student, plan.onEpoch(finished::add));
    } catch (Killed e) {
      // as it should be
    }
    Thread.interrupted();
    return finished.size();
  }

  private static Result uninterrupted(SampleTrainings sample, Plan plan) {
    Student student = sample.student().get();
    return Result.of(sample.train(student, plan), student);
  }

  private static void assertResumes(
      Result expected, SampleTrainings sample, Plan plan, int finished) {
    List<Epoch> told = new ArrayList<>();
    Student student = sample.student().get();
    Result resumed = Result.of(sample.train(student, plan.onEpoch(told::add)), student);
    assertEquals(expected, resumed);
    assertTrue(told.size() + finished <= expected.epochs().size() + 1, "one is repeated at most");
  }

  @ParameterizedTest
  @MethodSource("org.distill4j.distill.SampleTrainings#all")
  void itGoesOnFromWhereverItWasInterrupted(SampleTrainings sample) throws IOException {
    Result expected = uninterrupted(sample, sample.plan());
    for (int step : new int[] {1, 2, 3, 5, 9, STEPS}) {
      Plan plan = sample.plan().checkpoint(fresh());
      int finished = breakOff(sample, plan, step, () -> Thread.currentThread().interrupt());
      assertResumes(expected, sample, plan, finished);
    }
  }

  @ParameterizedTest
  @MethodSource("org.distill4j.distill.SampleTrainings#all")
  void itGoesOnFromTheLastCheckpointAfterAFailure(SampleTrainings sample) throws IOException {
    Result expected = uninterrupted(sample, sample.plan());
    for (int step : new int[] {1, 3, 4, 8}) {
      Duration every = step % 2 == 0 ? EACH_STEP : Duration.ofHours(1);
      Plan plan = sample.plan().checkpoint(fresh(), every);
      int finished = breakOff(sample, plan, step, ResumedTrainingTest::kill);
      assertResumes(expected, sample, plan, finished);
    }
  }

  @ParameterizedTest
  @MethodSource("org.distill4j.distill.SampleTrainings#all")
  void itGoesOnAfterAListenerThatFailed(SampleTrainings sample) throws IOException {
    Result expected = uninterrupted(sample, sample.plan());
    for (int epoch = 1; epoch <= SampleTrainings.EPOCHS; epoch++) {
      int last = epoch;
      Plan plan = sample.plan().checkpoint(fresh());
      Plan failing =
          plan.onEpoch(
              finished -> {
                if (finished.number() == last) {
                  kill();
                }
              });
      breakOff(sample, failing, 0, () -> {});
      assertResumes(expected, sample, plan, epoch);
    }
  }

  @ParameterizedTest
  @MethodSource("org.distill4j.distill.SampleTrainings#all")
  void manyInterruptionsInARowChangeNothing(SampleTrainings sample) throws IOException {
    Plan plan = sample.plan().checkpoint(fresh());
    for (int step = 1; step < STEPS; step += 2) {
      breakOff(sample, plan, step, () -> Thread.currentThread().interrupt());
    }
    assertResumes(uninterrupted(sample, sample.plan()), sample, plan, 0);
  }

  @Test
  void everyOptimizerIsKept() throws IOException {
    for (IUpdater updater :
        List.of(
            new Sgd(0.1),
            new Nesterovs(0.1, 0.9),
            new Adam(0.01),
            new AdaMax(0.01),
            new Nadam(0.01),
            new AMSGrad(0.01),
            new AdaGrad(0.1),
            new AdaDelta(),
            new RmsProp(0.01))) {
      SampleTrainings sample = SampleTrainings.by(updater);
      Plan plan = sample.plan().checkpoint(fresh());
      int finished = breakOff(sample, plan, 5, () -> Thread.currentThread().interrupt());
      assertResumes(uninterrupted(sample, sample.plan()), sample, plan, finished);
    }
  }

  @Test
  void aFinishedTrainingReturnsTheSameAtOnce() throws IOException {
    for (SampleTrainings sample : SampleTrainings.all()) {
      Plan plan = sample.plan().checkpoint(fresh());
      Student first = sample.student().get();
      History history = sample.train(first, plan);
      Student again = sample.student().get();
      Plan untold =
          plan.onEpoch(
              epoch -> {
                throw new AssertionError("no epoch is left");
              });
      assertEquals(history, sample.train(again, untold), sample.name());
      assertEquals(weightsOf(first), weightsOf(again), sample.name());
      assertEquals(counts(first), counts(again), sample.name());
      assertEquals(history, sample.train(first, untold), "the trained one is the same");
      assertEquals(weightsOf(again), weightsOf(first), sample.name());
    }
  }

  /** As in a notebook whose cell is stopped and run again. */
  @Test
  void theSameStudentGoesOnToo() throws IOException {
    for (SampleTrainings sample : SampleTrainings.all()) {
      Plan plan = sample.plan().checkpoint(fresh());
      Student student = sample.student().get();
      MultiLayerNetwork network = (MultiLayerNetwork) student.network();
      network.setListeners(new Ending(7, () -> Thread.currentThread().interrupt()));
      assertTrue(sample.train(student, plan).interrupted(), sample.name());
      Thread.interrupted();
      network.setListeners(List.of());
      Result resumed = Result.of(sample.train(student, plan), student);
      assertEquals(uninterrupted(sample, sample.plan()), resumed, sample.name());
    }
  }

  @Test
  void aThreadThatIsInterruptedAlreadyKeepsItsFlagAndTheTraining() {
    SampleTrainings sample = SampleTrainings.all().get(0);
    Plan plan = sample.plan().checkpoint(folder.resolve("run"));
    Thread.currentThread().interrupt();
    History history = sample.train(sample.student().get(), plan);
    assertTrue(history.interrupted());
    assertTrue(Thread.interrupted());
    assertResumes(uninterrupted(sample, sample.plan()), sample, plan, 0);
    assertFalse(Thread.interrupted());
  }

  @Test
  void checkpointsChangeNothing() throws IOException {
    for (SampleTrainings sample : SampleTrainings.all()) {
      assertEquals(
          uninterrupted(sample, sample.plan()),
          uninterrupted(sample, sample.plan().checkpoint(fresh(), EACH_STEP)),
          sample.name());
      try (Stream<Path> files = Files.list(folder.resolve("run"))) {
        assertArrayEquals(
            new String[] {"training.checkpoint", "training.lock"},
            files.map(file -> file.getFileName().toString()).sorted().toArray());
      }
    }
  }

  @Test
  void aDraftOfAKilledProcessIsRemoved() throws IOException {
    SampleTrainings sample = SampleTrainings.all().get(0);
    Path run = Files.createDirectories(folder.resolve("run"));
    Path draft = Files.writeString(run.resolve(".distill4j-0-0.draft"), "half");
    sample.train(sample.student().get(), sample.plan().checkpoint(run));
    assertFalse(Files.exists(draft));
  }

  @Test
  void theNumbersOfOneWhoTrainsAreNotTouched() {
    SampleTrainings sample = SampleTrainings.all().get(0);
    Plan plan = sample.plan().checkpoint(folder.resolve("run"));
    assertThrows(
        Killed.class,
        () ->
            sample.train(
                sample.student().get(),
                plan.onEpoch(
                    epoch -> {
                      throw new Killed();
                    })));
    Nd4j.getRandom().setSeed(9);
    double expected = Nd4j.rand(1, 1).getDouble(0);
    Nd4j.getRandom().setSeed(9);
    sample.train(sample.student().get(), plan);
    assertEquals(expected, Nd4j.rand(1, 1).getDouble(0));
  }
}
