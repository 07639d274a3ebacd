package org.distill4j.model.network.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

class NetworkTest {

  private final INDArray features = Toy.random(5, 7, 4);

  private static MultiLayerNetwork chain(DataType type) {
    return (MultiLayerNetwork)
        Student.mlp(4).hidden(6, 5).classes(3).dataType(type).dropout(0.5).build().network();
  }

  /** Two branches that are added up. */
  private static ComputationGraph graph() {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .seed(1)
                .dataType(DataType.DOUBLE)
                .activation(Activation.TANH)
                .graphBuilder()
                .addInputs("x")
                .addLayer("a", new DenseLayer.Builder().nIn(4).nOut(6).build(), "x")
                .addLayer("b", new DenseLayer.Builder().nIn(4).nOut(6).build(), "x")
                .addVertex("sum", new ElementWiseVertex(ElementWiseVertex.Op.Add), "a", "b")
                .addLayer(
                    "y",
                    new OutputLayer.Builder()
                        .nIn(6)
                        .nOut(3)
                        .activation(Activation.SOFTMAX)
                        .biasInit(0.5)
                        .build(),
                    "sum")
                .setOutputs("y")
                .build());
    graph.init();
    return graph;
  }

  private static void assertNear(INDArray expected, INDArray actual) {
    assertEquals(0, expected.distance2(actual), 1e-12);
  }

  private static void assertLogOfSoftmax(INDArray softmax, INDArray logits) {
    INDArray constant = logits.sub(Transforms.log(softmax));
    assertNear(constant.getColumn(0, true).broadcast(constant.shape()), constant);
  }

  @Test
  void logitsAreTheLogarithmOfTheOutputButForAConstant() {
    MultiLayerNetwork chain = chain(DataType.DOUBLE);
    assertLogOfSoftmax(chain.output(features), Student.of(chain).logits(features));
    ComputationGraph graph = graph();
    assertLogOfSoftmax(graph.outputSingle(features), Student.of(graph).logits(features));
  }

  @Test
  void logitsAreTheWeightedSumsOfTheLastLayer() {
    MultiLayerNetwork chain = chain(DataType.DOUBLE);
    chain.getParam("2_b").assign(Toy.random(1, 1, 3));
    INDArray hidden = chain.feedForward(features).get(2);
    INDArray expected = hidden.mmul(chain.getParam("2_W")).addRowVector(chain.getParam("2_b"));
    assertNear(expected, Student.of(chain).logits(features));
  }

  @Test
  void activationsAreThoseOfThePlainNetwork() {
    MultiLayerNetwork chain = chain(DataType.DOUBLE);
    Student student = Student.of(chain);
    assertNear(chain.feedForward(features).get(1), student.activations("hidden1", features));
    assertNear(chain.feedForward(features).get(2), student.activations("hidden2", features));
    ComputationGraph graph = graph();
    assertNear(
        graph.feedForward(features, false).get("b"), Student.of(graph).activations("b", features));
  }

  @Test
  void manyExamplesAreAnsweredAsOneByOne() {
    Student student = Student.of(chain(DataType.FLOAT));
    INDArray many = Toy.random(2, 2_001, 4);
    INDArray logits = student.logits(many);
    assertEquals(2_001, logits.size(0));
    for (int i : new int[] {0, 999, 1_000, 1_999, 2_000}) {
      INDArray one = student.logits(many.getRow(i, true));
      assertEquals(0, one.distance2(logits.getRow(i, true)), 1e-5, "example " + i);
    }
  }

  @Test
  void anAnswerIsTheCallersOwn() {
    Student student = Student.of(chain(DataType.DOUBLE));
    INDArray first = student.logits(features);
    INDArray copy = first.dup();
    student.logits(features.neg());
    assertEquals(copy, first);
    assertEquals(Toy.random(5, 7, 4), features);
  }

  @Test
  void weightsThatChangeChangeTheAnswers() {
    MultiLayerNetwork chain = chain(DataType.DOUBLE);
    Student student = Student.of(chain);
    student.logits(features);
    chain.fit(features, Nd4j.eye(3).castTo(DataType.DOUBLE).getRows(0, 1, 2, 0, 1, 2, 0));
    assertLogOfSoftmax(chain.output(features), student.logits(features));
  }

  @Test
  void sizesAreThoseCountedByHand() {
    Student dense = Student.mlp(4).hidden(6, 5).classes(3).build();
    assertEquals(4 * 6 + 6 + 6 * 5 + 5 + 5 * 3 + 3, dense.parameters().getAsLong());
    assertEquals(4 * dense.parameters().getAsLong(), dense.bytes().getAsLong());
    assertEquals(4 * 6 + 6 * 5 + 5 * 3, dense.multiplyAdds().getAsLong());
    assertEquals("student 4-6-5-3, 83 parameters", dense.toString());
    assertEquals(4, dense.inputs());
    assertEquals(3, dense.classes());

    Student branched = Student.of(graph());
    assertEquals(4 * 6 * 2 + 6 * 3, branched.multiplyAdds().getAsLong());
    assertEquals(8 * (2 * (4 * 6 + 6) + 6 * 3 + 3), branched.bytes().getAsLong());
  }

  @Test
  void convolutionsAreCountedAtEveryPosition() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(
                    new ConvolutionLayer.Builder(3, 3).nOut(2).build(),
                    new DenseLayer.Builder().nOut(5).hasBias(false).build(),
                    new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.convolutionalFlat(6, 5, 1))
                .build());
    network.init();
    Student student = Student.of(network);
    assertEquals(30, student.inputs());
    assertEquals(4 * 3 * 3 * 3 * 2 + 4 * 3 * 2 * 5 + 5 * 3, student.multiplyAdds().getAsLong());
  }

  @Test
  void featuresOfAnotherWidthAreRefused() {
    Student student = Student.mlp(4).classes(3).build();
    Refused.argument(
        "features must be a matrix [N, 4], but have shape [2, 5]",
        () -> student.logits(Nd4j.ones(2, 5)));
    Refused.argument(
        "features must be a matrix [N, 4], but have shape [4]", () -> student.logits(Nd4j.ones(4)));
    Refused.argument(
        "features must be a matrix [N, 4], but have shape [0, 4]",
        () -> student.logits(Nd4j.create(DataType.FLOAT, 0, 4)));
  }

  @Test
  void unknownLayersAreRefused() {
    Refused.argument(
        "the network has no layer 'hiden'; its layers are [hidden1, hidden2, out]",
        () -> Student.of(chain(DataType.FLOAT)).activations("hiden", features));
  }

  private static MultiLayerNetwork ending(org.deeplearning4j.nn.conf.layers.Layer last) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .list(new DenseLayer.Builder().nIn(4).nOut(3).build(), last)
                .validateOutputLayerConfig(false)
                .build());
    network.init();
    return network;
  }

  private static OutputLayer.Builder output() {
    return new OutputLayer.Builder().nIn(3).nOut(3).activation(Activation.SOFTMAX);
  }

  @Test
  void networksWhoseSoftmaxIsNotThatOfTheLogitsAreRefused() {
    Refused.argument(
        "the network must end in one OutputLayer, but its layers are [DenseLayer, LossLayer]",
        () -> Student.of(ending(new LossLayer.Builder().build())));
    Refused.argument(
        "the activation of the OutputLayer must be softmax or identity, but is sigmoid",
        () -> Student.of(ending(output().activation(Activation.SIGMOID).build())));
    Refused.argument(
        "the OutputLayer must have a bias and no weight noise, but does not",
        () -> Teacher.of(ending(output().hasBias(false).build())));
  }

  @Test
  void networksWithoutWeightsYetAreRefused() {
    MultiLayerNetwork empty =
        new MultiLayerNetwork(chain(DataType.FLOAT).getLayerWiseConfigurations());
    Refused.argument(
        "the network must be initialised: call its init() first", () -> Student.of(empty));
  }

  @Test
  void lastLayersWithoutSoftmaxGiveTheirOutputAsLogits() {
    MultiLayerNetwork network = ending(output().activation(Activation.IDENTITY).build());
    INDArray input = features.castTo(DataType.FLOAT);
    assertTrue(network.output(input).equalsWithEps(Teacher.of(network).logits(input), 1e-6));
  }

  @Test
  void featuresStayAsTheyAreWhereTheFirstLayerIsAnActivationAlone() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .list()
                .layer(new ActivationLayer(Activation.TANH))
                .layer(new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
                .setInputType(InputType.feedForward(4))
                .build());
    network.init();
    Student student = Student.of(network);
    INDArray before = features.dup();
    INDArray first = student.logits(features);
    assertEquals(before, features);
    assertNear(first, student.logits(features));
  }
}
