package org.distill4j.model.train;

import org.distill4j.data.ImageShape;
import org.distill4j.loss.FeatureLoss;
import org.jspecify.annotations.Nullable;

/**
 * A layer of the student that should match something besides the labels.
 *
 * <p>Where the layer is not as wide as what it should match and the loss compares entry by entry, a
 * linear regressor is trained between the two and thrown away afterwards (FitNets, Romero et al.
 * 2015, section 2.2): a convolution of 1 x 1 between maps of one height and width. A loss that
 * compares rows gets the maps of a convolutional layer as one row, channel after channel.
 *
 * @param layer name of the student's layer; its activations are what is matched
 * @param loss compares the targets with the activations
 * @param width numbers in a row of targets
 * @param maps if the targets are maps, their size; a row of targets holds one channel after another
 */
public record Match(String layer, FeatureLoss loss, long width, @Nullable ImageShape maps) {

  /**
   * A layer that should match rows of numbers.
   *
   * @param layer name of the student's layer
   * @param loss compares the targets with the activations
   * @param width numbers in a row of targets
   * @return the match
   */
  public static Match rows(String layer, FeatureLoss loss, long width) {
    return new Match(layer, loss, width, null);
  }

  /**
   * A layer that should match maps.
   *
   * @param layer name of the student's layer
   * @param loss compares the targets with the activations
   * @param maps size of the targets; a row of targets holds one channel after another
   * @return the match
   */
  public static Match maps(String layer, FeatureLoss loss, ImageShape maps) {
    return new Match(layer, loss, maps.size(), maps);
  }
}
