package org.distill4j.model.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.loss.CrossEntropyLoss;
import org.distill4j.model.network.internal.Network;
import org.distill4j.model.train.Engine;
import org.distill4j.model.train.LabelledBatches;
import org.distill4j.model.train.Plan;
import org.distill4j.model.train.Training;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Listeners of the user's own network, and what it counts, are as if DL4J had trained it. */
class ListenersTest {

  private static final Dataset POINTS = Toy.points(50, 1);
  private static final Plan PLAN = Plan.epochs(2).withBatchSize(20);

  /** Writes down what it is told. */
  private static final class Diary extends BaseTrainingListener {

    private final List<String> lines = new ArrayList<>();
    private final List<INDArray> weights = new ArrayList<>();
    private double lastScore;
    private int failAt = Integer.MAX_VALUE;

    @Override
    public void onEpochStart(Model model) {
      lines.add("start of epoch " + ((MultiLayerNetwork) model).getEpochCount());
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      lines.add("step %d of epoch %d".formatted(iteration, epoch));
      weights.add(model.params().dup());
      lastScore = model.score();
      if (iteration == failAt) {
        throw new IllegalStateException("enough");
      }
    }

    @Override
    public void onEpochEnd(Model model) {
      lines.add("end of epoch " + ((MultiLayerNetwork) model).getEpochCount());
    }
  }

  private static MultiLayerNetwork network() {
    return (MultiLayerNetwork) Toy.student(4).network();
  }

  private static void train(MultiLayerNetwork plain, String engine) {
    Engine.Kind kind = Engines.named(engine);
    Network network = new Network(plain, kind.layers());
    LabelledBatches batches = LabelledBatches.of(POINTS, PLAN, network);
    Training.run(kind, network, new CrossEntropyLoss(), List.of(), PLAN, batches, null);
  }

  @Test
  void listenersSeeEachStepAndEpoch() {
    for (String engine : List.of("fast", "plain")) {
      Diary diary = new Diary();
      MultiLayerNetwork plain = network();
      plain.setListeners(diary);
      train(plain, engine);
      assertEquals(
          List.of(
              "start of epoch 0",
              "step 1 of epoch 0",
              "step 2 of epoch 0",
              "step 3 of epoch 0",
              "end of epoch 0",
              "start of epoch 1",
              "step 4 of epoch 1",
              "step 5 of epoch 1",
              "step 6 of epoch 1",
              "end of epoch 1"),
          diary.lines);
      assertTrue(diary.lastScore > 0, "the score is that of the step");
      assertNotEquals(diary.weights.get(0), diary.weights.get(1), "weights are those of the step");
      assertEquals(diary.weights.get(5), plain.params());
    }
  }

  @Test
  void stepsAndEpochsAreCountedWithAndWithoutListeners() {
    MultiLayerNetwork quiet = network();
    MultiLayerNetwork watched = network();
    watched.setListeners(new Diary());
    train(quiet, "fast");
    train(watched, "fast");
    assertEquals(quiet.params(), watched.params(), "listeners change nothing");
    for (MultiLayerNetwork plain : List.of(quiet, watched)) {
      assertEquals(6, plain.getIterationCount());
      assertEquals(2, plain.getEpochCount());
      train(plain, "fast");
      assertEquals(12, plain.getIterationCount(), "a second training counts on");
      assertEquals(4, plain.getEpochCount());
    }
  }

  @Test
  void aTrainingBrokenOffEndsWithTheLastFinishedEpoch() {
    MultiLayerNetwork plain = network();
    Diary diary = new Diary();
    diary.failAt = 5;
    plain.setListeners(diary);
    assertThrows(IllegalStateException.class, () -> train(plain, "fast"));
    assertEquals(diary.weights.get(2), plain.params());
    assertEquals(3, plain.getIterationCount());
    assertEquals(1, plain.getEpochCount());
  }
}
