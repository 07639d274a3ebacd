package org.distill4j.data;

/**
 * How a row of features is read as an image: row-major, channels last.
 *
 * @param height in pixels, at least 1
 * @param width in pixels, at least 1
 * @param channels 1 for grey, 3 for colour
 */
public record ImageShape(int height, int width, int channels) {

  /**
   * Checks that every size is at least 1.
   *
   * @param height in pixels
   * @param width in pixels
   * @param channels numbers of a pixel
   */
  public ImageShape {
    if (height < 1 || width < 1 || channels < 1) {
      throw new IllegalArgumentException(
          "height, width and channels must be at least 1, but were %d x %d x %d"
              .formatted(height, width, channels));
    }
  }

  /**
   * Numbers in a row of features.
   *
   * @return height x width x channels
   */
  public int size() {
    return height * width * channels;
  }
}
