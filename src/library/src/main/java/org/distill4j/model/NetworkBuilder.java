package org.distill4j.model;

import java.util.Arrays;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.distill4j.internal.RandomState;
import org.distill4j.internal.Ranges;
import org.distill4j.internal.Seed;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/**
 * Describes a network, fully connected or with convolutions before that; teachers and students are
 * built alike.
 *
 * <p>Convolutions are named {@code convolution1}, {@code convolution2} and so on, what halves their
 * maps {@code pooling1} and so on, hidden layers {@code hidden1} and so on, the last layer {@code
 * out}. Weights start as He et al. 2015 advise for ReLU, biases at 0.
 *
 * @param <R> the role that the network will play
 */
public final class NetworkBuilder<R> {

  private final int inputs;
  private final Function<MultiLayerNetwork, R> role;
  private final @Nullable Convolutions convolutions;
  private int[] hidden = {};
  private int classes;
  private Activation activation = Activation.RELU;
  private double inputDropout;
  private double dropout;
  private double maxNorm;
  private double weightDecay;
  private IUpdater updater = new Adam(1e-3);
  private long seed;
  private DataType type = DataType.FLOAT;

  NetworkBuilder(int inputs, Function<MultiLayerNetwork, R> role) {
    Ranges.requireAtLeast("inputs", inputs, 1);
    this.inputs = inputs;
    this.role = role;
    this.convolutions = null;
  }

  NetworkBuilder(Convolutions convolutions, Function<MultiLayerNetwork, R> role) {
    this.inputs = convolutions.inputs();
    this.role = role;
    this.convolutions = convolutions;
  }

  /**
   * Convolutions of 3 x 3 pixels that keep the size of the maps, each followed by the maximum of
   * every 2 x 2 positions, which halves them; before the hidden layers of a network for images.
   *
   * @param channels of each convolution, at least 1
   * @return this
   * @throws IllegalStateException if this network is not for images
   */
  public NetworkBuilder<R> convolutions(int... channels) {
    if (convolutions == null) {
      throw new IllegalStateException("convolutions need images: start with cnn instead of mlp");
    }
    convolutions.channels(channels);
    return this;
  }

  /**
   * Sizes of the hidden layers, from input to output.
   *
   * @param units of each layer, at least 1; none for a linear classifier
   * @return this
   */
  public NetworkBuilder<R> hidden(int... units) {
    Arrays.stream(units).forEach(n -> Ranges.requireAtLeast("hidden", n, 1));
    hidden = units.clone();
    return this;
  }

  /**
   * Number of classes; must be said.
   *
   * @param count at least 2
   * @return this
   */
  public NetworkBuilder<R> classes(int count) {
    Ranges.requireAtLeast("classes", count, 2);
    classes = count;
    return this;
  }

  /**
   * Activation of the hidden layers.
   *
   * @param function ReLU unless said otherwise
   * @return this
   */
  public NetworkBuilder<R> activation(Activation function) {
    activation = function;
    return this;
  }

  /**
   * Dropout of hidden units during training.
   *
   * @param probability that a unit is left out, from 0 (the default) to below 1
   * @return this
   */
  public NetworkBuilder<R> dropout(double probability) {
    Ranges.requireShare("dropout", probability);
    dropout = probability;
    return this;
  }

  /**
   * Dropout of inputs during training.
   *
   * @param probability that an input is left out, from 0 (the default) to below 1
   * @return this
   */
  public NetworkBuilder<R> inputDropout(double probability) {
    Ranges.requireShare("inputDropout", probability);
    inputDropout = probability;
    return this;
  }

  /**
   * Bounds the weights that lead into each unit, and each filter of a convolution.
   *
   * @param norm largest Euclidean length, above 0; 0 (the default) for no bound
   * @return this
   */
  public NetworkBuilder<R> maxNorm(double norm) {
    Ranges.requireNotNegative("maxNorm", norm);
    maxNorm = norm;
    return this;
  }

  /**
   * Shrinks the weights in every step, apart from the gradient.
   *
   * @param rate share of a weight lost in a step, times the learning rate; 0 (the default) for none
   * @return this
   */
  public NetworkBuilder<R> weightDecay(double rate) {
    Ranges.requireNotNegative("weightDecay", rate);
    weightDecay = rate;
    return this;
  }

  /**
   * How gradients become steps.
   *
   * @param method Adam with a learning rate of 0.001 unless said otherwise
   * @return this
   */
  public NetworkBuilder<R> updater(IUpdater method) {
    updater = method;
    return this;
  }

  /**
   * Seed of the first weights.
   *
   * @param number any; 0 unless said otherwise
   * @return this
   */
  public NetworkBuilder<R> seed(long number) {
    seed = number;
    return this;
  }

  /**
   * Precision of weights and computation.
   *
   * @param floating FLOAT, the default, or DOUBLE for checks
   * @return this
   */
  public NetworkBuilder<R> dataType(DataType floating) {
    if (floating != DataType.FLOAT && floating != DataType.DOUBLE) {
      throw new IllegalArgumentException("dataType must be FLOAT or DOUBLE, but was " + floating);
    }
    type = floating;
    return this;
  }

  /**
   * Makes the network, with its first weights.
   *
   * @return a teacher or a student
   * @throws IllegalStateException if the number of classes was not said
   */
  public R build() {
    if (classes == 0) {
      throw new IllegalStateException("say how many classes there are before you build");
    }
    return RandomState.keptDuring(() -> role.apply(network()));
  }

  private MultiLayerNetwork network() {
    NeuralNetConfiguration.Builder common =
        new NeuralNetConfiguration.Builder()
            .seed(Seed.of(seed))
            .dataType(type)
            .updater(updater)
            .activation(activation)
            .weightInit(WeightInit.RELU);
    if (maxNorm > 0) {
      common.constrainWeights(new MaxNormConstraint(maxNorm, 0));
    }
    if (weightDecay > 0) {
      common.weightDecay(weightDecay);
    }
    NeuralNetConfiguration.ListBuilder layers = common.list();
    int before = 0;
    int width = inputs;
    if (convolutions != null) {
      before = convolutions.addTo(layers, layer -> dropped(layer, 0), maxNorm);
      width = convolutions.outputs();
    }
    for (int i = 0; i < hidden.length; i++) {
      DenseLayer.Builder layer =
          new DenseLayer.Builder().name("hidden" + (i + 1)).nIn(width).nOut(hidden[i]);
      layers.layer(dropped(layer, before + i).build());
      width = hidden[i];
    }
    OutputLayer.Builder out =
        new OutputLayer.Builder(new LossMCXENT())
            .name("out")
            .nIn(width)
            .nOut(classes)
            .activation(Activation.SOFTMAX)
            .weightInit(WeightInit.XAVIER);
    layers.layer(dropped(out, before + hidden.length).build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  /** DL4J drops a layer's input and asks for the probability to keep it. */
  private <B extends org.deeplearning4j.nn.conf.layers.Layer.Builder<B>> B dropped(
      B layer, int index) {
    double probability = index == 0 ? inputDropout : dropout;
    return probability > 0 ? layer.dropOut(1 - probability) : layer;
  }
}
