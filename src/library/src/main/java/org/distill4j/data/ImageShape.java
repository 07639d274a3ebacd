package org.distill4j.data;

import java.util.Objects;

/**
 * How a row of features is read as an image: channel after channel, each of them row by row from
 * the top, as DL4J has them: {@code [channels * height * width]}.
 */
public final class ImageShape {

  private static final int COLORS = 3;

  private final int height;
  private final int width;
  private final int channels;

  private ImageShape(int height, int width, int channels) {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "height, width and channels must be at least 1, but were %d x %d x %d"
              .formatted(height, width, channels));
    }
    if ((double) height * width * channels > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "an image must have at most %,d numbers, but has %d x %d in %d channels"
              .formatted(Integer.MAX_VALUE, height, width, channels));
    }
    this.height = height;
    this.width = width;
    this.channels = channels;
  }

  /**
   * Images of one number for each pixel.
   *
   * @param height in pixels, at least 1
   * @param width in pixels, at least 1
   * @return a shape of 1 channel
   */
  public static ImageShape gray(int height, int width) {
    return new ImageShape(height, width, 1);
  }

  /**
   * Images of red, green and blue, in this order.
   *
   * @param height in pixels, at least 1
   * @param width in pixels, at least 1
   * @return a shape of 3 channels
   */
  public static ImageShape color(int height, int width) {
    return new ImageShape(height, width, COLORS);
  }

  /**
   * The maps that a convolutional layer gives.
   *
   * @param shape of its array, {@code [N, channels, height, width]}
   * @return the shape of one example's maps
   */
  public static ImageShape ofMaps(long... shape) {
    return new ImageShape(
        Math.toIntExact(shape[2]), Math.toIntExact(shape[3]), Math.toIntExact(shape[1]));
  }

  /**
   * Images of the same size with another number of channels.
   *
   * @param count at least 1
   * @return the shape
   */
  public ImageShape withChannels(int count) {
    return new ImageShape(height, width, count);
  }

  /**
   * Rows of pixels.
   *
   * @return at least 1
   */
  public int height() {
    return height;
  }

  /**
   * Pixels in a row.
   *
   * @return at least 1
   */
  public int width() {
    return width;
  }

  /**
   * Numbers of a pixel.
   *
   * @return 1 for gray, 3 for color
   */
  public int channels() {
    return channels;
  }

  /**
   * Pixels of an image, which are the numbers of one channel.
   *
   * @return height x width
   */
  public int pixels() {
    return height * width;
  }

  /**
   * Numbers in a row of features.
   *
   * @return channels x height x width
   */
  public int size() {
    return channels * pixels();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ImageShape shape
        && height == shape.height
        && width == shape.width
        && channels == shape.channels;
  }

  @Override
  public int hashCode() {
    return Objects.hash(height, width, channels);
  }

  @Override
  public String toString() {
    return "%d x %d pixels%s"
        .formatted(height, width, channels == 1 ? "" : " in %d channels".formatted(channels));
  }
}
