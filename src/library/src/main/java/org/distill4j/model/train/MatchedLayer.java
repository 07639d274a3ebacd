package org.distill4j.model.train;

import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.weights.WeightInitXavier;
import org.distill4j.data.ImageShape;
import org.distill4j.loss.FeatureLoss;
import org.distill4j.loss.FeatureLoss.Compared;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationIdentity;

/** What stands between a layer of the student and the loss that judges it. */
final class MatchedLayer {

  private final Match match;
  private final long width;
  private final @Nullable ImageShape maps;

  /**
   * Looks at a layer.
   *
   * @param match what should be matched
   * @param shape of what the layer gives for one example, {@code [1, n]} or {@code [1, channels,
   *     height, width]}
   */
  MatchedLayer(Match match, long... shape) {
    this.match = match;
    this.maps = shape.length == 4 ? ImageShape.ofMaps(shape) : null;
    this.width = maps == null ? shape[1] : maps.size();
    if (comparesMaps()) {
      requireMaps();
    }
  }

  private void requireMaps() {
    if (maps == null || match.maps() == null) {
      throw new IllegalArgumentException(
          "%s compares maps, but layer '%s' has %s and should match %s"
              .formatted(
                  match.loss().getClass().getSimpleName(),
                  match.layer(),
                  describe(maps, width),
                  describe(match.maps(), match.width())));
    }
  }

  private static boolean sameSize(ImageShape a, ImageShape b) {
    return a.height() == b.height() && a.width() == b.width();
  }

  private static String describe(@Nullable ImageShape maps, long width) {
    return maps == null
        ? "rows of " + width
        : "%d maps of %d x %d".formatted(maps.channels(), maps.height(), maps.width());
  }

  String name() {
    return match.layer();
  }

  FeatureLoss loss() {
    return comparesMaps() ? new MapsLoss(match.loss(), match.maps(), maps) : match.loss();
  }

  private boolean comparesMaps() {
    return match.loss().compares() == Compared.MAPS;
  }

  boolean needsRegressor() {
    return match.loss().compares() == Compared.ENTRIES && width != match.width();
  }

  /** A linear layer that gives as many numbers as are to be matched. */
  FeedForwardLayer regressor() {
    FeedForwardLayer layer =
        regressesMaps()
            ? new ConvolutionLayer.Builder(1, 1)
                .nIn(maps.channels())
                .nOut(match.maps().channels())
                .build()
            : new DenseLayer.Builder().nIn(width).nOut(match.width()).build();
    layer.setWeightInitFn(new WeightInitXavier());
    layer.setActivationFn(new ActivationIdentity());
    return layer;
  }

  private boolean regressesMaps() {
    return maps != null && match.maps() != null && sameSize(maps, match.maps());
  }

  /** Makes rows of the layer's maps before the regressor, unless that is a convolution. */
  @Nullable InputPreProcessor beforeRegressor() {
    return maps == null || regressesMaps() ? null : flatten(maps);
  }

  /** Makes rows of maps before the loss. */
  @Nullable InputPreProcessor beforeLoss() {
    if (!needsRegressor()) {
      return maps == null ? null : flatten(maps);
    }
    return regressesMaps() ? flatten(match.maps()) : null;
  }

  private static InputPreProcessor flatten(ImageShape maps) {
    return new CnnToFeedForwardPreProcessor(maps.height(), maps.width(), maps.channels());
  }
}
