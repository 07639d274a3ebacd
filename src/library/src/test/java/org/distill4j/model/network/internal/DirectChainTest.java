package org.distill4j.model.network.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.nd4j.linalg.indexing.NDArrayIndex.interval;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Refused;
import org.distill4j.model.train.fast.FastEngine;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Layers without DL4J's graph, against DL4J's own network of the same weights. */
class DirectChainTest {

  private static final int INPUTS = 11;
  private static final int CLASSES = 4;
  private static final int[] ROWS = {1, 2, 9, 64, 300};

  private final Random random = new Random(5);

  /** Of random widths, whose output has no softmax, so that it is the logits. */
  private MultiLayerNetwork network(DataType type, Activation activation) {
    var layers =
        new NeuralNetConfiguration.Builder()
            .seed(random.nextInt())
            .dataType(type)
            .activation(activation)
            .biasInit(0.1)
            .list();
    int width = INPUTS;
    for (int i = random.nextInt(3); i >= 0; i--) {
      int units = 1 + random.nextInt(40);
      layers.layer(new DenseLayer.Builder().nIn(width).nOut(units).build());
      width = units;
    }
    layers.layer(
        new OutputLayer.Builder(LossFunction.MSE)
            .nIn(width)
            .nOut(CLASSES)
            .activation(Activation.IDENTITY)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  private static Network fast(MultiLayerNetwork plain) {
    Network network = new Network(plain, FastEngine.kind().layers());
    assertTrue(isDirect(network, FastEngine.kind().layers()));
    return network;
  }

  private static boolean isDirect(Network network, LayerChoice choice) {
    return DirectChain.of(network.graph(choice).graph(network.plain().params(), 0)).isPresent();
  }

  private INDArray examples(DataType type, int rows) {
    double[][] numbers = new double[rows][INPUTS];
    for (double[] row : numbers) {
      for (int j = 0; j < INPUTS; j++) {
        row[j] = random.nextInt(3) == 0 ? 0 : random.nextGaussian();
      }
    }
    return Nd4j.createFromArray(numbers).castTo(type);
  }

  /** The same matrix in every place where its numbers may lie. */
  private static List<INDArray> layouts(INDArray matrix) {
    long rows = matrix.size(0);
    INDArray larger = Nd4j.ones(matrix.dataType(), 2 * rows + 3, INPUTS + 5);
    INDArray inside = larger.get(interval(2, 2 + rows), interval(3, 3 + INPUTS));
    inside.assign(matrix);
    INDArray doubled = Nd4j.ones(matrix.dataType(), 2 * rows, INPUTS);
    INDArray everyOther = doubled.get(interval(0, 2, 2 * rows), interval(0, INPUTS));
    everyOther.assign(matrix);
    INDArray below = Nd4j.vstack(matrix, matrix).get(interval(rows, 2 * rows), interval(0, INPUTS));
    return List.of(
        matrix,
        matrix.dup('f'),
        matrix.transpose().dup('c').transpose(),
        inside,
        everyOther,
        below);
  }

  private static void assertNear(INDArray expected, INDArray actual, String what) {
    double tolerance = expected.dataType() == DataType.DOUBLE ? 1e-12 : 1e-5;
    double largest = expected.amaxNumber().doubleValue();
    assertEquals(expected.shapeInfoToString(), actual.shapeInfoToString(), what);
    assertEquals(0, expected.sub(actual).amaxNumber().doubleValue(), tolerance * largest, what);
  }

  @Test
  void answersAreThoseOfThePlainNetworkForEveryActivationTypeSizeAndLayout() {
    for (DataType type : List.of(DataType.FLOAT, DataType.DOUBLE)) {
      for (Activation activation : Activation.values()) {
        MultiLayerNetwork plain = network(type, activation);
        Network network = fast(plain);
        for (int rows : ROWS) {
          INDArray examples = examples(type, rows);
          INDArray expected = plain.output(examples).dup('c');
          for (INDArray features : layouts(examples)) {
            INDArray before = features.dup();
            String what = "%s, %s, %s".formatted(type, activation, features.shapeInfoToString());
            assertNear(expected, network.logits(features), what);
            assertEquals(before, features, what);
          }
        }
      }
    }
  }

  @Test
  void layersAnswerAsInThePlainNetwork() {
    MultiLayerNetwork plain = network(DataType.FLOAT, Activation.TANH);
    Network network = fast(plain);
    INDArray features = examples(DataType.FLOAT, 9);
    INDArray expected = plain.feedForward(features).get(1).dup('c');
    assertNear(expected, network.activations("layer0", features), "alone");
    List<INDArray> answers = network.answers(features, List.of("layer0", "layer0"));
    assertNear(plain.output(features).dup('c'), answers.get(0), "logits");
    answers.get(1).assign(0);
    assertNear(expected, answers.get(2), "an array of its own");
  }

  @Test
  void weightsAreThoseOfTheMoment() {
    MultiLayerNetwork plain = network(DataType.FLOAT, Activation.RELU);
    Network network = fast(plain);
    INDArray features = examples(DataType.FLOAT, 1);
    INDArray labels = Nd4j.ones(DataType.FLOAT, 1, CLASSES);
    List<Runnable> changes =
        List.of(
            () -> plain.fit(features, labels),
            () -> plain.setParams(plain.params().mul(0.9)),
            () -> plain.params().addi(0.01),
            () -> plain.setParam("0_W", plain.getParam("0_W").mul(1.1)),
            () -> plain.getLayer(0).getParam("b").assign(0.3));
    INDArray last = network.logits(features);
    for (Runnable change : changes) {
      change.run();
      INDArray now = network.logits(features);
      assertTrue(last.distance2(now) > 1e-4, "a change is seen");
      assertNear(plain.output(features).dup('c'), now, "after a change");
      last = now;
    }
  }

  @Test
  void manyThreadsGetTheAnswersThatOneGets() throws Exception {
    Network network = fast(network(DataType.FLOAT, Activation.TANH));
    List<INDArray> questions = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      questions.add(examples(DataType.FLOAT, ROWS[i % ROWS.length]));
    }
    List<INDArray> alone = questions.stream().map(network::logits).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      List<Callable<INDArray>> tasks = new ArrayList<>();
      questions.forEach(features -> tasks.add(() -> network.logits(features)));
      List<Future<INDArray>> answers = threads.invokeAll(tasks);
      for (int i = 0; i < alone.size(); i++) {
        assertEquals(alone.get(i), answers.get(i).get());
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void whatIsNoChainOfSuchLayersIsLeftToTheGraph() {
    MultiLayerNetwork dense = network(DataType.FLOAT, Activation.RELU);
    assertFalse(isDirect(new Network(dense, LayerChoice.PLAIN), LayerChoice.PLAIN), "DL4J's own");

    MultiLayerNetwork images =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(
                    new ConvolutionLayer.Builder(3, 3).nOut(2).build(),
                    new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.convolutionalFlat(6, 5, 1))
                .build());
    images.init();
    Network convolutional = new Network(images, FastEngine.kind().layers());
    assertFalse(isDirect(convolutional, FastEngine.kind().layers()), "a convolution");

    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("x")
                .addLayer("a", new DenseLayer.Builder().nIn(INPUTS).nOut(6).build(), "x")
                .addLayer("b", new DenseLayer.Builder().nIn(6).nOut(5).build(), "a")
                .addVertex("both", new MergeVertex(), "a", "b")
                .addLayer(
                    "y",
                    new OutputLayer.Builder()
                        .nIn(11)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build(),
                    "both")
                .setOutputs("y")
                .build());
    graph.init();
    Network branched = new Network(graph, FastEngine.kind().layers());
    assertFalse(isDirect(branched, FastEngine.kind().layers()), "branches");
  }

  @Test
  void featuresThatAreNotNumbersAreRefused() {
    Network network = fast(network(DataType.FLOAT, Activation.RELU));
    INDArray features = examples(DataType.FLOAT, 3);
    features.putScalar(1, 4, Float.NaN);
    Refused.argument(
        "features must be finite, but row 1 has a number that is NaN or infinite",
        () -> network.logits(features));
    Refused.argument(
        "features must be finite, but row 0 has a number that is NaN or infinite",
        () -> network.logits(features.getRow(1, true)));
  }
}
