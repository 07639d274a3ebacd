package org.distill4j.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Refused;
import org.distill4j.Toy;
import org.distill4j.loss.CrossEntropyLoss;
import org.distill4j.loss.FeatureLoss;
import org.distill4j.loss.GradientCheck;
import org.distill4j.loss.ResponseLoss;
import org.distill4j.loss.SoftTargetLoss;
import org.distill4j.loss.SoftTargets;
import org.distill4j.loss.Targets;
import org.distill4j.loss.Value;
import org.distill4j.model.train.Plan;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class InputGradientTest {

  private static final ResponseLoss LOSS = SoftTargetLoss.at(2).hard(0.5).soft(0.5);

  private static Teacher mlp() {
    return Toy.sized(Teacher.mlp(Toy.WIDTH), 3).inputDropout(0.1).dropout(0.3).build();
  }

  private static Teacher cnn() {
    return Teacher.cnn(6, 5, 2)
        .convolutions(3, 4)
        .hidden(5)
        .classes(3)
        .activation(Activation.TANH)
        .inputDropout(0.1)
        .dropout(0.3)
        .seed(3)
        .build();
  }

  /** The input is read twice, and so is layer a. */
  private static ComputationGraph graph() {
    var graph =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.DOUBLE)
            .activation(Activation.TANH)
            .graphBuilder()
            .addInputs("see")
            .setInputTypes(InputType.feedForward(Toy.WIDTH))
            .addLayer("a", new DenseLayer.Builder().nOut(5).build(), "see")
            .addLayer("b", new DenseLayer.Builder().nOut(4).build(), "see", "a")
            .addLayer(
                "out",
                new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build(),
                "a",
                "b")
            .setOutputs("out")
            .build();
    ComputationGraph made = new ComputationGraph(graph);
    made.init();
    return made;
  }

  private static Teacher exact(Teacher teacher) {
    return Teacher.of(((MultiLayerNetwork) teacher.network()).convertDataType(DataType.DOUBLE));
  }

  private static Targets targets(int rows) {
    return new Targets(SoftTargets.softmax(Toy.random(1, rows, 3), 1), Toy.random(2, rows, 3));
  }

  /** What the gradient says against what the loss does when each number is nudged. */
  private static double error(Teacher teacher) {
    INDArray x = Toy.random(5, 4, teacher.inputs());
    Targets targets = targets(4);
    InputGradient gradient = InputGradient.of(teacher);
    FeatureLoss ofInput =
        (unused, input) ->
            new Value(
                LOSS.value(targets, teacher.logits(input)).perExample(),
                gradient.at(input, LOSS, targets));
    return GradientCheck.worstError(ofInput, x, x);
  }

  @Test
  void itIsWhatNudgingEachNumberGives() {
    for (Teacher teacher : List.of(exact(mlp()), exact(cnn()), Teacher.of(graph()))) {
      double error = error(teacher);
      assertTrue(error < 1e-6, teacher + ": " + error);
    }
  }

  @Test
  void inFloatItIsTheSameForManyRowsToo() {
    for (Teacher teacher : List.of(mlp(), cnn())) {
      INDArray x = Toy.random(5, 603, teacher.inputs());
      Targets targets = targets(603);
      INDArray before = x.dup();
      INDArray found = InputGradient.of(teacher).at(x, LOSS, targets);
      INDArray wanted = InputGradient.of(exact(teacher)).at(x, LOSS, targets);
      assertTrue(found.castTo(DataType.DOUBLE).equalsWithEps(wanted, 1e-4), teacher.toString());
      assertEquals(before, x);
    }
  }

  @Test
  void itFollowsTheWeights() {
    Teacher teacher = mlp();
    InputGradient gradient = InputGradient.of(teacher);
    INDArray x = Toy.random(5, 4, Toy.WIDTH);
    INDArray before = gradient.at(x, LOSS, targets(4));
    assertEquals(before, gradient.at(x, LOSS, targets(4)));
    teacher.fit(Toy.points(50, 1), Plan.epochs(1));
    assertNotEquals(before, gradient.at(x, LOSS, targets(4)));
  }

  @Test
  void aStepAgainstItMakesTheLossSmaller() {
    Student student = Toy.student(4);
    INDArray x = Toy.random(5, 4, Toy.WIDTH).castTo(DataType.FLOAT);
    Targets wish = Targets.ofLabels(Nd4j.eye(3).getRows(0, 1, 2, 0));
    ResponseLoss loss = new CrossEntropyLoss();
    INDArray down = InputGradient.of(Teacher.of(student)).at(x, loss, wish);
    INDArray change =
        loss.value(wish, student.logits(x.sub(down.mul(0.1))))
            .perExample()
            .sub(loss.value(wish, student.logits(x)).perExample());
    assertTrue(change.maxNumber().doubleValue() < 0, change.toString());
  }

  @Test
  void whatDoesNotFitIsRefused() {
    InputGradient gradient = InputGradient.of(mlp());
    Refused.argument(
        "features must be a matrix [3, 4], a row for each target, but have shape [2, 4]",
        () -> gradient.at(Nd4j.zeros(2, 4), LOSS, targets(3)));
    Refused.argument(
        "features must be a matrix [3, 4], a row for each target, but have shape [3, 5]",
        () -> gradient.at(Nd4j.zeros(3, 5), LOSS, targets(3)));
    Refused.state(
        "only a network can do this, but here is a teacher that is a function",
        () -> InputGradient.of(Teacher.of(x -> x)));
  }

  @Test
  void batchNormalizationIsRefused() {
    var layers =
        new NeuralNetConfiguration.Builder()
            .list(
                new BatchNormalization.Builder().name("norm").build(),
                new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build())
            .setInputType(InputType.feedForward(4));
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    Refused.argument(
        "DL4J knows no gradient through a batch normalization outside of training, but layer 'norm'"
            + " is one",
        () -> InputGradient.of(Teacher.of(network)));
  }
}
