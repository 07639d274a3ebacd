package org.distill4j.model;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.constraint.MaxNormConstraint;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.distill4j.data.ImageShape;
import org.distill4j.internal.Ranges;

/** The part of a network that sees images: convolutions, each followed by a halving of its maps. */
final class Convolutions {

  private final ImageShape images;
  private final int height;
  private final int width;
  private int[] channels = {};

  /** Starts from the images, which come as rows, channel after channel. */
  Convolutions(ImageShape images) {
    this.images = images;
    this.height = images.height();
    this.width = images.width();
  }

  void channels(int... counts) {
    Arrays.stream(counts).forEach(n -> Ranges.requireAtLeast("convolutions", n, 1));
    if (Math.min(height, width) >> counts.length == 0) {
      throw new IllegalArgumentException(
          "images of %d x %d pixels cannot be halved %d times"
              .formatted(height, width, counts.length));
    }
    channels = counts.clone();
  }

  int inputs() {
    return images.size();
  }

  /** Numbers that the last maps have. */
  int outputs() {
    int last = channels[channels.length - 1];
    return last * (height >> channels.length) * (width >> channels.length);
  }

  /**
   * Adds the layers to a network without any.
   *
   * @param first may change the first layer
   * @param maxNorm largest Euclidean length of a filter; 0 for no bound
   * @return how many layers there are now
   */
  int addTo(
      NeuralNetConfiguration.ListBuilder layers,
      UnaryOperator<ConvolutionLayer.Builder> first,
      double maxNorm) {
    if (channels.length == 0) {
      throw new IllegalStateException("say the convolutions before you build");
    }
    layers.inputPreProcessor(0, new FeedForwardToCnnPreProcessor(height, width, images.channels()));
    for (int i = 0; i < channels.length; i++) {
      ConvolutionLayer.Builder convolution =
          new ConvolutionLayer.Builder(3, 3)
              .name("convolution" + (i + 1))
              .padding(1, 1)
              .nIn(i == 0 ? images.channels() : channels[i - 1])
              .nOut(channels[i]);
      if (maxNorm > 0) { // weights are [filter, channel, row, column]
        convolution.constrainWeights(new MaxNormConstraint(maxNorm, 1, 2, 3));
      }
      layers.layer((i == 0 ? first.apply(convolution) : convolution).build());
      layers.layer(
          new SubsamplingLayer.Builder(2, 2).name("pooling" + (i + 1)).stride(2, 2).build());
    }
    int last = channels.length;
    layers.inputPreProcessor(
        2 * last,
        new CnnToFeedForwardPreProcessor(height >> last, width >> last, channels[last - 1]));
    return 2 * last;
  }
}
