package org.distill4j.model.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.function.Supplier;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.data.Dataset;
import org.distill4j.loss.CrossEntropyLoss;
import org.distill4j.model.NetworkBuilder;
import org.distill4j.model.Student;
import org.distill4j.model.network.internal.Network;
import org.distill4j.model.train.Engine;
import org.distill4j.model.train.LabelledBatches;
import org.distill4j.model.train.Plan;
import org.distill4j.model.train.Schedule;
import org.distill4j.model.train.Training;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** What must hold of training whichever engine takes the steps. */
class EnginesTest {

  private static final Dataset POINTS = Toy.points(60, 1);
  private static final Plan PLAN =
      Plan.epochs(3).withBatchSize(20).withSchedule(Schedule.constant());

  private static final List<String> NAMES = List.of("fast", "plain");

  private static NetworkBuilder<Student> builder() {
    return Toy.sized(Student.mlp(Toy.WIDTH), 5).dropout(0.3);
  }

  /** The weights after a training. */
  private static INDArray trained(String engine, NetworkBuilder<Student> builder) {
    Engine.Kind kind = Engines.named(engine);
    Network network = new Network(builder.build().network(), kind.layers());
    train(kind, network);
    return network.plain().params();
  }

  private static void train(Engine.Kind kind, Network network) {
    LabelledBatches batches = LabelledBatches.of(POINTS, PLAN, network);
    Training.run(kind, network, new CrossEntropyLoss(), List.of(), PLAN, batches, null);
  }

  @Test
  void anUnknownEngineIsRefused() {
    Refused.argument(
        "distill4j.engine must be fast or plain, but was 'slow'", () -> Engines.named("slow"));
  }

  @Test
  void thePlainEngineHasLayersOfTheLibraryNowhere() {
    DenseLayer layer = new DenseLayer.Builder().nIn(2).nOut(3).build();
    var type = org.nd4j.linalg.api.buffer.DataType.FLOAT;
    assertEquals(layer, Engines.named("plain").layers().choose(layer, type, true));
    assertNotEquals(
        DenseLayer.class, Engines.named("fast").layers().choose(layer, type, true).getClass());
  }

  @Test
  void theSameSeedGivesTheSameWeightsToTheLastBit() {
    for (String engine : NAMES) {
      float[] first = trained(engine, builder()).toFloatVector();
      Nd4j.rand(7); // somebody else draws numbers in between
      assertArrayEquals(first, trained(engine, builder()).toFloatVector(), engine);
    }
  }

  /** Rates of ten epochs, or of ten steps. */
  private static Adam falling(ScheduleType type) {
    MapSchedule.Builder rates = new MapSchedule.Builder(type).add(0, 0.02);
    for (int i = 1; i < 10; i++) {
      rates.add(i, 0.02 / Math.pow(10, i));
    }
    return new Adam(rates.build());
  }

  @Test
  void aScheduleOfEpochsAdvancesWithTheEpochs() {
    for (String engine : NAMES) {
      INDArray falling = trained(engine, builder().updater(falling(ScheduleType.EPOCH)));
      INDArray constant = trained(engine, builder().updater(new Adam(0.02)));
      INDArray bySteps = trained(engine, builder().updater(new Adam(new EveryThirdStep())));
      assertNotEquals(constant, falling, engine);
      assertEquals(bySteps, falling, engine + ": three steps are an epoch here");
    }
  }

  /** What {@link #falling} says, by steps of which three are an epoch. */
  private record EveryThirdStep() implements ISchedule {

    @Override
    public double valueAt(int iteration, int epoch) {
      return 0.02 / Math.pow(10, Math.floorDiv(iteration, 3));
    }

    @Override
    public ISchedule clone() {
      return this;
    }
  }

  /** What a user draws after some work of the library. */
  private static float[] drawnAfter(Supplier<Object> work) {
    Nd4j.getRandom().setSeed(77);
    Nd4j.rand(3);
    var unused = work.get();
    return Nd4j.rand(5).toFloatVector();
  }

  @Test
  void randomNumbersOfTheUserAreLeftAlone() {
    float[] expected = drawnAfter(() -> 0);
    assertArrayEquals(expected, drawnAfter(() -> builder().build()), "building a network");
    var network = (MultiLayerNetwork) builder().build().network();
    assertArrayEquals(expected, drawnAfter(() -> Student.of(network)), "taking one over");
    for (String engine : NAMES) {
      assertArrayEquals(expected, drawnAfter(() -> trained(engine, builder())), engine);
    }
  }
}
