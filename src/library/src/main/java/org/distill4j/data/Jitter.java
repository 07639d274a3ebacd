package org.distill4j.data;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Moves images by a few pixels, each in a direction of its own; what moves in is 0.
 *
 * @param shape of the images
 * @param pixels at most, in each direction, 0 or more
 * @param random where chance comes from
 */
public record Jitter(ImageShape shape, int pixels, Random random) {

  /** Checks the distance. */
  public Jitter {
    if (pixels < 0 || pixels >= Math.min(shape.height(), shape.width())) {
      throw new IllegalArgumentException(
          "pixels must be from 0 to %d for images of %d x %d, but was %d"
              .formatted(
                  Math.min(shape.height(), shape.width()) - 1,
                  shape.height(),
                  shape.width(),
                  pixels));
    }
  }

  /**
   * A jitter for the images of a data set.
   *
   * @param data images
   * @param pixels at most, in each direction
   * @param random where chance comes from
   * @return the jitter
   * @throws IllegalArgumentException if the examples are no images, or are smaller than that
   */
  public static Jitter of(Dataset data, int pixels, Random random) {
    ImageShape shape =
        data.image()
            .orElseThrow(
                () -> new IllegalArgumentException("only images can be jittered; these are none"));
    return new Jitter(shape, pixels, random);
  }

  /**
   * Moves images.
   *
   * @param images {@code [N, height * width * channels]}; not modified
   * @return the moved images, of type FLOAT
   */
  public INDArray move(INDArray images) {
    int n = Math.toIntExact(images.size(0));
    float[] from = new float[n * shape.size()];
    float[] to = new float[from.length];
    try (INDArray plain = images.castTo(DataType.FLOAT).dup('c')) {
      plain.data().asNioFloat().get(from);
    }
    int row = shape.width() * shape.channels();
    for (int image = 0; image < n; image++) {
      int down = random.nextInt(2 * pixels + 1) - pixels;
      int right = (random.nextInt(2 * pixels + 1) - pixels) * shape.channels();
      for (int y = Math.max(0, down); y < Math.min(shape.height(), shape.height() + down); y++) {
        int source = image * shape.size() + (y - down) * row + Math.max(0, -right);
        int target = image * shape.size() + y * row + Math.max(0, right);
        System.arraycopy(from, source, to, target, row - Math.abs(right));
      }
    }
    return Nd4j.create(to, images.shape(), 'c');
  }
}
