package org.distill4j.export;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.distill4j.model.Student;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationGELU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A small network for each kind of layer that can be written, with random weights throughout. */
public final class SampleNetworks {

  private static final int HEIGHT = 7;
  private static final int WIDTH = 6;
  private static final int CHANNELS = 2;

  private SampleNetworks() {}

  /** All of them, under what each has. */
  public static Map<String, Model> all() {
    Map<String, Model> all = new LinkedHashMap<>();
    all.put("a linear classifier", Student.linear(5).classes(3).seed(1).build().network());
    for (Activation activation : Activation.values()) {
      all.put("the activation " + activation, rows(dense(activation)));
    }
    all.put("a bounded ReLU", rows(dense().activation(new ActivationReLU(0.8, 0.0, 0.0)).build()));
    all.put("a precise GELU", rows(dense().activation(new ActivationGELU(true)).build()));
    all.put("a dense layer without bias", rows(dense().hasBias(false).build()));
    all.put("dropout", rows(dense().dropOut(0.5).build(), new DropoutLayer(0.5)));
    all.put("an activation layer", rows(new ActivationLayer(Activation.TANH)));
    all.put("normalized rows", rows(new BatchNormalization(), dense().build()));
    images().forEach((name, layers) -> all.put(name, chain(flat(), layers)));
    all.putAll(SampleGraphs.all());
    all.values().forEach(SampleNetworks::randomize);
    return all;
  }

  /** Dense layers with these names. */
  static Model named(String... names) {
    return rows(
        Arrays.stream(names)
            .map(name -> dense().name(name).activation(Activation.ELU).build())
            .toArray(Layer[]::new));
  }

  private static Map<String, List<Layer>> images() {
    return Map.ofEntries(
        entry("a convolution", List.of(convolution(3, 2).build())),
        entry("a padded convolution", List.of(convolution(3, 3).padding(2, 1).build())),
        entry("a strided convolution", List.of(convolution(2, 3).stride(2, 3).build())),
        entry("a dilated convolution", List.of(convolution(2, 2).dilation(3, 2).build())),
        entry("a convolution without bias", List.of(convolution(3, 3).hasBias(false).build())),
        entry(
            "a convolution that keeps the size",
            List.of(
                convolution(2, 4)
                    .stride(2, 1)
                    .convolutionMode(ConvolutionMode.Same)
                    .activation(Activation.ELU)
                    .build())),
        entry("two convolutions", List.of(convolution(3, 3).build(), convolution(2, 2).build())),
        entry("the maximum", List.of(pooling(PoolingType.MAX).build())),
        entry("the padded maximum", List.of(pooling(PoolingType.MAX).padding(1, 1).build())),
        entry("the mean", List.of(pooling(PoolingType.AVG).build())),
        entry("the padded mean", List.of(pooling(PoolingType.AVG).padding(1, 1).build())),
        entry(
            "the padded mean with the padding",
            List.of(
                pooling(PoolingType.AVG).padding(1, 1).avgPoolIncludePadInDivisor(true).build())),
        entry(
            "the mean of every place",
            List.of(pooling(PoolingType.AVG).convolutionMode(ConvolutionMode.Same).build())),
        entry(
            "the maximum of all places",
            List.of(convolution(3, 3).build(), new GlobalPoolingLayer(PoolingType.MAX))),
        entry(
            "the mean of all places",
            List.of(convolution(3, 3).build(), new GlobalPoolingLayer(PoolingType.AVG))),
        entry(
            "normalized maps",
            List.of(convolution(3, 3).build(), new BatchNormalization(), pooling().build())),
        entry(
            "normalized maps with variances",
            List.of(
                convolution(3, 3).build(),
                new BatchNormalization.Builder().useLogStd(false).eps(0.1).build())),
        entry(
            "normalized maps with fixed gamma and beta",
            List.of(
                convolution(3, 3).build(),
                new BatchNormalization.Builder(true).gamma(0.7).beta(0.2).build(),
                new ActivationLayer(Activation.SWISH))));
  }

  private static InputType flat() {
    return InputType.convolutionalFlat(HEIGHT, WIDTH, CHANNELS);
  }

  static DenseLayer.Builder dense() {
    return new DenseLayer.Builder().nOut(6);
  }

  private static Layer dense(Activation activation) {
    return dense().activation(activation).build();
  }

  static ConvolutionLayer.Builder convolution(int... kernel) {
    return new ConvolutionLayer.Builder(kernel).nOut(3);
  }

  private static SubsamplingLayer.Builder pooling(PoolingType type) {
    return new SubsamplingLayer.Builder(3, 2).poolingType(type).stride(2, 1);
  }

  private static SubsamplingLayer.Builder pooling() {
    return new SubsamplingLayer.Builder(2, 2);
  }

  private static Model rows(Layer... layers) {
    return chain(InputType.feedForward(5), Arrays.asList(layers));
  }

  private static Model chain(InputType input, List<Layer> some) {
    List<Layer> layers = new ArrayList<>(some);
    layers.add(output());
    var list = new NeuralNetConfiguration.Builder().seed(1).list();
    layers.forEach(list::layer);
    MultiLayerNetwork network = new MultiLayerNetwork(list.setInputType(input).build());
    network.init();
    return network;
  }

  static OutputLayer output() {
    return new OutputLayer.Builder().nOut(3).activation(Activation.SOFTMAX).build();
  }

  /** Also biases and statistics, which start at 0 and 1; variances stay positive. */
  private static void randomize(Model network) {
    Random random = new Random(3);
    network
        .paramTable()
        .forEach(
            (name, values) -> {
              boolean variance = name.endsWith("_var");
              double[] numbers =
                  random.doubles(values.length(), variance ? 0.1 : -0.7, 0.7).toArray();
              INDArray drawn = Nd4j.createFromArray(numbers);
              values.assign(drawn.castTo(values.dataType()).reshape(values.shape()));
            });
  }
}
