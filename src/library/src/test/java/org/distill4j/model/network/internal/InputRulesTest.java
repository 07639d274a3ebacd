package org.distill4j.model.network.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.Refused;
import org.distill4j.model.Student;
import org.distill4j.model.Teacher;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

class InputRulesTest {

  private static Layer convolution() {
    return new ConvolutionLayer.Builder(3, 3).nOut(4).activation(Activation.RELU).build();
  }

  private static Layer out() {
    return new OutputLayer.Builder(new LossMCXENT()).nOut(3).activation(Activation.SOFTMAX).build();
  }

  private static MultiLayerNetwork chain(InputType images, Layer... layers) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder().list(layers).setInputType(images).build());
    network.init();
    return network;
  }

  private static ComputationGraph graph(InputType images) {
    ComputationGraph graph =
        new ComputationGraph(
            new NeuralNetConfiguration.Builder()
                .graphBuilder()
                .addInputs("in")
                .addLayer("see", convolution(), "in")
                .addLayer("out", out(), "see")
                .setOutputs("out")
                .setInputTypes(images)
                .build());
    graph.init();
    return graph;
  }

  private static String refusal(String layer) {
    return "the network must take rows of features, but its layer '%s' takes images [N, channels,"
            .formatted(layer)
        + " height, width]: make it with InputType.convolutionalFlat instead of"
        + " InputType.convolutional";
  }

  @Test
  void networksThatTakeImagesAsSuchAreRefused() {
    InputType images = InputType.convolutional(8, 8, 1);
    for (List<Layer> layers :
        List.of(
            List.of(convolution(), out()),
            List.of(new SubsamplingLayer.Builder().kernelSize(2, 2).build(), out()),
            List.of(new DenseLayer.Builder().nOut(4).build(), out()))) {
      MultiLayerNetwork network = chain(images, layers.toArray(new Layer[0]));
      Refused.argument(refusal("layer0"), () -> Student.of(network));
      Refused.argument(refusal("layer0"), () -> Teacher.of(network));
    }
    MultiLayerNetwork normalized =
        chain(images, new BatchNormalization.Builder().build(), convolution(), out());
    Refused.argument(refusal("layer1"), () -> Student.of(normalized));
    Refused.argument(refusal("see"), () -> Student.of(graph(images)));
    Refused.argument(refusal("see"), () -> Teacher.of(graph(images)));
  }

  @Test
  void networksThatTakeRowsOfImagesAreAccepted() {
    InputType rows = InputType.convolutionalFlat(8, 8, 3);
    assertEquals(192, Student.of(chain(rows, convolution(), out())).inputs());
    assertEquals(192, Student.of(graph(rows)).inputs());
    InputType plain = InputType.feedForward(5);
    Layer normalize = new BatchNormalization.Builder().build();
    assertEquals(
        5, Student.of(chain(plain, new DenseLayer.Builder().nOut(4).build(), out())).inputs());
    assertEquals(5, Student.of(chain(plain, normalize, out())).inputs());
  }
}
