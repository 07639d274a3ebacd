package org.distill4j.model.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.loss.CrossEntropyLoss;
import org.distill4j.loss.Targets;
import org.distill4j.model.NetworkBuilder;
import org.distill4j.model.Student;
import org.distill4j.model.network.internal.Network;
import org.distill4j.model.train.fast.FastEngine;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Each engine beside plain DL4J: the same weights, batches and loss must train alike. */
class EngineTest {

  private static final int STEPS = 100;
  private static final int INPUTS = 36;
  private static final int CLASSES = 5;
  private static final long SEED = 11;

  private static final List<Batch> BATCHES = batches(16, 16, 16, 16, 16, 16, 5);

  private static List<Batch> batches(int... sizes) {
    Random random = new Random(1);
    return Arrays.stream(sizes).mapToObj(n -> batch(n, random)).toList();
  }

  private static Batch batch(int n, Random random) {
    INDArray features = Nd4j.zeros(DataType.DOUBLE, n, INPUTS);
    INDArray labels = Nd4j.zeros(DataType.DOUBLE, n, CLASSES);
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < INPUTS; column++) {
        features.putScalar(row, column, random.nextGaussian());
      }
      labels.putScalar(row, random.nextInt(CLASSES), 1);
    }
    return new Batch(features, new Targets(labels, labels.like()), List.of());
  }

  private static NeuralNetConfiguration.Builder common(DataType type) {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .dataType(type)
        .updater(new Adam(0.01))
        .activation(Activation.RELU);
  }

  private static Layer hidden(int in, int out) {
    return new DenseLayer.Builder().nIn(in).nOut(out).build();
  }

  private static Layer out(int in) {
    return new OutputLayer.Builder(new LossMCXENT())
        .nIn(in)
        .nOut(CLASSES)
        .activation(Activation.SOFTMAX)
        .build();
  }

  private static MultiLayerNetwork chain(NeuralNetConfiguration.Builder common, Layer... layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(common.list(layers).build());
    network.init();
    return network;
  }

  private static MultiLayerNetwork dense(NeuralNetConfiguration.Builder common) {
    return chain(common, hidden(INPUTS, 12), hidden(12, 8), out(8));
  }

  private static void assertTrainsAlike(MultiLayerNetwork plain, double loss, double weights) {
    Plan plan = Plan.epochs(1).withSchedule(Schedule.constant()).withSeed(SEED);
    assertTrainsAlike(plain.clone(), plain, plan, BATCHES, loss, weights);
  }

  /**
   * Trains copies of the first by each engine and the second as it is.
   *
   * @param loss largest difference in any step
   * @param weights largest difference in the end, against the largest weight
   */
  private static void assertTrainsAlike(
      Model start, Model plain, Plan plan, List<Batch> batches, double loss, double weights) {
    INDArray before = plain.params().dup();
    Nd4j.getRandom().setSeed(SEED);
    double[] expected = new double[STEPS];
    for (int i = 0; i < STEPS; i++) {
      expected[i] = fit(plain, batches.get(i % batches.size()));
    }
    assertTrue(plain.params().distance2(before) > 0.1, "something is learnt");

    for (Engine.Kind kind : List.of(PlainEngine.kind(), FastEngine.kind())) {
      Model trained = copy(start);
      Network network = new Network(trained, kind.layers());
      TrainingGraph graph =
          TrainingGraph.of(network, new CrossEntropyLoss(), List.of(), plan, STEPS, kind.layers());
      Nd4j.getRandom().setSeed(SEED);
      try (Engine engine = kind.start(graph)) {
        for (int i = 0; i < STEPS; i++) {
          Batch batch = batches.get(i % batches.size());
          assertEquals(expected[i], engine.step(batch), loss, engine + ", step " + i);
        }
        engine.copyTo(network);
      }
      double difference = plain.params().sub(trained.params()).amaxNumber().doubleValue();
      assertEquals(0, difference / plain.params().amaxNumber().doubleValue(), weights);
    }
  }

  private static Model copy(Model model) {
    return model instanceof MultiLayerNetwork layers
        ? layers.clone()
        : ((ComputationGraph) model).clone();
  }

  /** One step, and the mean loss before it. */
  private static double fit(Model plain, Batch batch) {
    if (plain instanceof MultiLayerNetwork layers) {
      DataType type = layers.getLayerWiseConfigurations().getDataType();
      layers.fit(batch.features().castTo(type), batch.targets().labels().castTo(type));
    } else {
      ((ComputationGraph) plain)
          .fit(new INDArray[] {batch.features()}, new INDArray[] {batch.targets().labels()});
    }
    return plain.conf().isMiniBatch() ? plain.score() : plain.score() / batch.features().size(0);
  }

  private static void assertTrainsAlike(Consumer<NeuralNetConfiguration.Builder> more) {
    NeuralNetConfiguration.Builder common = common(DataType.DOUBLE);
    more.accept(common);
    assertTrainsAlike(dense(common), 1e-6, 1e-5);
  }

  @Test
  void everyActivationTrainsAsInPlainNetworks() {
    for (Activation activation :
        List.of(Activation.RELU, Activation.TANH, Activation.IDENTITY, Activation.LEAKYRELU)) {
      assertTrainsAlike(common -> common.activation(activation));
    }
  }

  @Test
  void singlePrecisionTrainsAsInPlainNetworks() {
    for (Activation activation :
        List.of(Activation.RELU, Activation.TANH, Activation.IDENTITY, Activation.SELU)) {
      assertTrainsAlike(dense(common(DataType.FLOAT).activation(activation)), 1e-4, 1e-3);
    }
  }

  /** So wide that each core computes some of a layer's units. */
  @Test
  void wideLayersTrainAsInPlainNetworks() {
    for (Activation activation : List.of(Activation.RELU, Activation.TANH)) {
      NeuralNetConfiguration.Builder common =
          common(DataType.FLOAT).updater(new Adam(1e-4)).activation(activation);
      assertTrainsAlike(chain(common, hidden(INPUTS, 600), hidden(600, 601), out(601)), 1e-4, 1e-3);
    }
  }

  @Test
  void otherUpdatersTrainAsInPlainNetworks() {
    assertTrainsAlike(common -> common.updater(new Sgd(0.1)));
    assertTrainsAlike(common -> common.updater(new Nesterovs(0.05, 0.9)));
    assertTrainsAlike(common -> common.updater(new Adam(0.01, 0.8, 0.99, 1e-4)));
    assertTrainsAlike(common -> common.biasUpdater(new Sgd(0.1)));
  }

  @Test
  void otherUpdatersTrainAlikeInSinglePrecision() {
    assertTrainsAlike(dense(common(DataType.FLOAT).updater(new Sgd(0.1))), 1e-4, 1e-3);
    assertTrainsAlike(dense(common(DataType.FLOAT).biasUpdater(new Sgd(0.1))), 1e-4, 1e-3);
    assertTrainsAlike(
        dense(common(DataType.FLOAT).updater(new Adam(0.01, 0.8, 0.99, 1e-4))), 1e-4, 1e-3);
  }

  @Test
  void regularisedWeightsAreTheSame() {
    assertTrainsAlike(common -> common.constrainWeights(new MaxNormConstraint(0.7, 0)));
    assertTrainsAlike(common -> common.weightDecay(0.1));
    assertTrainsAlike(common -> common.l2(0.05).l1(0.01));
    assertTrainsAlike(
        common ->
            common
                .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                .gradientNormalizationThreshold(0.05));
    assertTrainsAlike(common -> common.miniBatch(false).updater(new Sgd(0.005)));
  }

  @Test
  void regularisedWeightsAreTheSameInSinglePrecision() {
    MaxNormConstraint maxNorm = new MaxNormConstraint(0.7, 0);
    assertTrainsAlike(dense(common(DataType.FLOAT).constrainWeights(maxNorm)), 1e-4, 1e-3);
    assertTrainsAlike(dense(common(DataType.FLOAT).weightDecay(0.1)), 1e-4, 1e-3);
    assertTrainsAlike(
        dense(common(DataType.FLOAT).miniBatch(false).updater(new Adam(0.01, 0.9, 0.999, 10))),
        1e-4,
        1e-3);
  }

  @Test
  void theSameInputsAreDropped() {
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      Layer first = new DenseLayer.Builder().nIn(INPUTS).nOut(12).dropOut(0.8).build();
      boolean exact = type == DataType.DOUBLE;
      assertTrainsAlike(
          chain(common(type), first, out(12)), exact ? 1e-6 : 1e-4, exact ? 1e-5 : 1e-3);
    }
  }

  /** In batches of one, where the order in which a matrix is stored does not move the mask. */
  @Test
  void theSameHiddenUnitsAreDropped() {
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      MultiLayerNetwork plain =
          chain(
              common(type).updater(new Adam(0.003)),
              new DenseLayer.Builder().nIn(INPUTS).nOut(12).dropOut(0.8).build(),
              new DenseLayer.Builder().nIn(12).nOut(8).dropOut(0.6).build(),
              new OutputLayer.Builder(new LossMCXENT())
                  .nIn(8)
                  .nOut(CLASSES)
                  .activation(Activation.SOFTMAX)
                  .dropOut(0.5)
                  .build());
      Plan plan = Plan.epochs(1).withSchedule(Schedule.constant()).withSeed(SEED);
      boolean exact = type == DataType.DOUBLE;
      assertTrainsAlike(
          plain.clone(),
          plain,
          plan,
          batches(1, 1, 1, 1, 1, 1, 1, 1),
          exact ? 1e-6 : 1e-4,
          exact ? 1e-5 : 1e-3);
    }
  }

  @Test
  void theLearningRateFallsToZeroInEqualSteps() {
    MultiLayerNetwork start = dense(common(DataType.DOUBLE));
    Map<Integer, Double> rates = new HashMap<>();
    for (int step = 0; step < STEPS; step++) {
      rates.put(step, 0.02 * (STEPS - step) / STEPS);
    }
    MultiLayerNetwork plain =
        dense(
            common(DataType.DOUBLE)
                .updater(new Adam(new MapSchedule(ScheduleType.ITERATION, rates))));
    Plan plan = Plan.epochs(1).withLearningRate(0.02).withSeed(SEED);
    assertTrainsAlike(start, plain, plan, BATCHES, 1e-6, 1e-5);
  }

  @Test
  void layersThatAreNotFastAreTrainedToo() {
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      boolean exact = type == DataType.DOUBLE;
      double loss = exact ? 1e-6 : 1e-4;
      double weights = exact ? 1e-5 : 1e-3;
      assertTrainsAlike(
          chain(
              common(type),
              new DenseLayer.Builder().nIn(INPUTS).nOut(12).hasBias(false).build(),
              hidden(12, 8),
              out(8)),
          loss,
          weights);
      assertTrainsAlike(
          chain(
              common(type),
              hidden(INPUTS, 12),
              new BatchNormalization.Builder().nIn(12).nOut(12).build(),
              out(12)),
          loss,
          weights);
    }
  }

  @Test
  void convolutionsAreTrainedToo() {
    var common = common(DataType.DOUBLE);
    assertTrainsAlike(convolutions(common, ConvolutionMode.Truncate), 1e-6, 1e-5);
  }

  /** Here the fast engine has convolutions of its own, where the native library has them. */
  @Test
  void convolutionsTrainAlikeInSinglePrecision() {
    for (Activation activation :
        List.of(Activation.RELU, Activation.TANH, Activation.IDENTITY, Activation.LEAKYRELU)) {
      for (ConvolutionMode mode : List.of(ConvolutionMode.Truncate, ConvolutionMode.Same)) {
        var common = common(DataType.FLOAT).updater(new Adam(1e-3)).activation(activation);
        assertTrainsAlike(convolutions(common, mode), 1e-4, 1e-3);
      }
    }
  }

  @Test
  void convolutionsOfColorTrainAsInPlainNetworks() {
    for (DataType type : List.of(DataType.DOUBLE, DataType.FLOAT)) {
      NetworkBuilder<Student> builder =
          Student.cnn(3, 4, 3)
              .convolutions(5)
              .hidden(7)
              .classes(CLASSES)
              .maxNorm(0.6)
              .updater(new Adam(1e-3))
              .seed(3)
              .dataType(type);
      boolean exact = type == DataType.DOUBLE;
      assertTrainsAlike(
          (MultiLayerNetwork) builder.build().network(), exact ? 1e-6 : 1e-4, exact ? 1e-5 : 1e-3);
    }
  }

  private static MultiLayerNetwork convolutions(
      NeuralNetConfiguration.Builder common, ConvolutionMode mode) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            common
                .list(
                    new ConvolutionLayer.Builder(1, 1).nOut(2).build(),
                    new ConvolutionLayer.Builder(3, 3).convolutionMode(mode).nOut(3).build(),
                    new SubsamplingLayer.Builder().kernelSize(2, 2).stride(2, 2).build(),
                    hidden(12, 8),
                    out(8))
                .setInputType(InputType.convolutionalFlat(6, 6, 1))
                .build());
    network.init();
    return network;
  }

  private static ComputationGraph graph() {
    ComputationGraph graph =
        new ComputationGraph(
            common(DataType.DOUBLE)
                .graphBuilder()
                .addInputs("in")
                .addLayer("left", hidden(INPUTS, 6), "in")
                .addLayer("right", hidden(INPUTS, 7), "in")
                .addVertex("both", new MergeVertex(), "left", "right")
                .addLayer("out", out(13), "both")
                .setOutputs("out")
                .build());
    graph.init();
    return graph;
  }

  @Test
  void graphsTrainAsPlainGraphs() {
    Plan plan = Plan.epochs(1).withSchedule(Schedule.constant()).withSeed(SEED);
    assertTrainsAlike(graph(), graph(), plan, BATCHES, 1e-6, 1e-5);
  }

  @Test
  void earlierTrainingOfAGraphDoesNotCountAsSteps() {
    ComputationGraph trained = graph();
    ComputationGraph fresh = graph();
    fit(trained, BATCHES.get(0));
    fresh.params().assign(trained.params());
    Plan plan = Plan.epochs(1).withSchedule(Schedule.constant()).withSeed(SEED);
    assertTrainsAlike(trained, fresh, plan, BATCHES, 1e-6, 1e-5);
  }

  @Test
  void namesOfLayersAreFree() {
    MultiLayerNetwork network =
        chain(
            common(DataType.DOUBLE),
            new DenseLayer.Builder().name("in").nIn(INPUTS).nOut(6).build(),
            new DenseLayer.Builder().name("loss0").nIn(6).nOut(6).build(),
            out(6));
    assertTrainsAlike(network, 1e-6, 1e-5);
  }
}
