package org.distill4j.data;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Random;
import org.distill4j.internal.Ranges;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Moves images by a few pixels, each in a direction of its own, and mirrors every other one if
 * asked to; what moves in is 0. All channels of an image move together.
 *
 * @param shape of the images
 * @param pixels at most, in each direction, 0 or more
 * @param flips whether an image is mirrored, left to right, with probability 1/2
 */
public record Jitter(ImageShape shape, int pixels, boolean flips) {

  /** Checks the distance. */
  public Jitter {
    String name = "pixels for images of %d x %d".formatted(shape.height(), shape.width());
    Ranges.requireFromTo(name, pixels, 0, Math.min(shape.height(), shape.width()) - 1);
  }

  /**
   * A jitter for the images of a data set, without mirroring.
   *
   * @param data images
   * @param pixels at most, in each direction
   * @return the jitter
   * @throws IllegalArgumentException if the examples are no images, or are smaller than that
   */
  public static Jitter of(Dataset data, int pixels) {
    ImageShape shape =
        data.image()
            .orElseThrow(
                () -> new IllegalArgumentException("only images can be jittered; these are none"));
    return new Jitter(shape, pixels, false);
  }

  /**
   * The same jitter that mirrors, too.
   *
   * @return the jitter
   */
  public Jitter withFlips() {
    return new Jitter(shape, pixels, true);
  }

  /**
   * Moves and mirrors images.
   *
   * @param images {@code [N, channels * height * width]}; not modified
   * @param random where chance comes from
   * @return the moved images, of type FLOAT
   * @throws IllegalArgumentException if the images have another size
   */
  public INDArray move(INDArray images, Random random) {
    if (images.rank() != 2 || images.size(1) != shape.size()) {
      throw new IllegalArgumentException(
          "images must be rows of %d numbers for %s, but have shape %s"
              .formatted(shape.size(), shape, Arrays.toString(images.shape())));
    }
    float[] from = new float[shape.size()];
    float[] to = new float[shape.size()];
    INDArray moved = Nd4j.createUninitialized(DataType.FLOAT, images.size(0), shape.size());
    try (INDArray plain = images.castTo(DataType.FLOAT).dup('c')) {
      FloatBuffer source = plain.data().asNioFloat();
      FloatBuffer target = moved.data().asNioFloat();
      for (int image = 0; image < images.size(0); image++) {
        source.get(image * from.length, from);
        move(from, to, random);
        target.put(image * to.length, to);
      }
    }
    return moved;
  }

  private void move(float[] from, float[] to, Random random) {
    int down = random.nextInt(2 * pixels + 1) - pixels;
    int right = random.nextInt(2 * pixels + 1) - pixels;
    boolean mirrored = flips && random.nextBoolean();
    int width = shape.width();
    Arrays.fill(to, 0);
    for (int row = 0; row < shape.channels() * shape.height(); row++) {
      int y = row % shape.height() - down; // in the channel that the row is of, before the move
      if (y >= 0 && y < shape.height()) {
        int source = (row - down) * width + Math.max(0, -right);
        int target = row * width + Math.max(0, right);
        System.arraycopy(from, source, to, target, width - Math.abs(right));
      }
      if (mirrored) {
        reverse(to, row * width, width);
      }
    }
  }

  private static void reverse(float[] numbers, int start, int count) {
    for (int i = 0; i < count / 2; i++) {
      float left = numbers[start + i];
      numbers[start + i] = numbers[start + count - 1 - i];
      numbers[start + count - 1 - i] = left;
    }
  }
}
