package org.distill4j.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.util.Arrays;

/**
 * Brings an image to another size: each pixel of the result is the mean of the area that it covers
 * in the image. Transparent pixels are laid over white; gray is 0.299 red + 0.587 green + 0.114
 * blue (ITU-R BT.601).
 */
final class Resized {

  private static final double WHITE = 255;

  private final BufferedImage image;
  private final ImageShape shape;

  /** Whether the numbers of the image are levels of gray, which Java would brighten as colors. */
  private final boolean gray;

  private Resized(BufferedImage image, ImageShape shape) {
    this.image = image;
    this.shape = shape;
    ColorModel colors = image.getColorModel();
    this.gray =
        colors instanceof ComponentColorModel
            && colors.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
  }

  /**
   * Resizes an image.
   *
   * @param image any
   * @param shape of 1 channel for gray or 3 for color
   * @return {@code [channels * height * width]}, one channel after another, each byte from 0 to 255
   */
  static byte[] of(BufferedImage image, ImageShape shape) {
    return new Resized(image, shape).bytes();
  }

  private byte[] bytes() {
    byte[] bytes = new byte[shape.size()];
    double[][] sums = new double[shape.channels()][shape.width()];
    for (int y = 0; y < shape.height(); y++) {
      for (double[] sum : sums) {
        Arrays.fill(sum, 0);
      }
      Cover rows = Cover.of(y, shape.height(), image.getHeight());
      for (int row = rows.first(); row <= rows.last(); row++) {
        add(row(row), rows.weight(row), sums);
      }
      for (int channel = 0; channel < sums.length; channel++) {
        int start = channel * shape.pixels() + y * shape.width();
        for (int x = 0; x < shape.width(); x++) {
          bytes[start + x] = (byte) Math.round(sums[channel][x]);
        }
      }
    }
    return bytes;
  }

  /** Adds the means of a row, times a weight. */
  private void add(double[][] row, double weight, double[][] sums) {
    for (int x = 0; x < shape.width(); x++) {
      Cover columns = Cover.of(x, shape.width(), image.getWidth());
      for (int column = columns.first(); column <= columns.last(); column++) {
        for (int channel = 0; channel < sums.length; channel++) {
          sums[channel][x] += weight * columns.weight(column) * row[channel][column];
        }
      }
    }
  }

  /** One row of the image, {@code [channels, width]}, from 0 to 255. */
  private double[][] row(int y) {
    double[][] row = new double[shape.channels()][image.getWidth()];
    int[] argb =
        gray ? grays(y) : image.getRGB(0, y, image.getWidth(), 1, null, 0, image.getWidth());
    for (int x = 0; x < argb.length; x++) {
      double opaque = (argb[x] >>> 24) / WHITE;
      double red = over(opaque, argb[x] >> 16);
      double green = over(opaque, argb[x] >> 8);
      double blue = over(opaque, argb[x]);
      if (row.length == 1) {
        row[0][x] = 0.299 * red + 0.587 * green + 0.114 * blue;
      } else {
        row[0][x] = red;
        row[1][x] = green;
        row[2][x] = blue;
      }
    }
    return row;
  }

  private static double over(double opaque, int level) {
    return opaque * (level & 0xff) + (1 - opaque) * WHITE;
  }

  /** A row of an image of gray levels as if it were one of colors. */
  private int[] grays(int y) {
    int[] argb = new int[image.getWidth()];
    boolean transparent = image.getColorModel().hasAlpha();
    for (int x = 0; x < argb.length; x++) {
      int opaque = transparent ? level(x, y, 1) : 255;
      argb[x] = opaque << 24 | level(x, y, 0) * 0x010101;
    }
    return argb;
  }

  private int level(int x, int y, int band) {
    int most = (1 << image.getColorModel().getComponentSize(band)) - 1;
    return (int) Math.round(255.0 * image.getRaster().getSample(x, y, band) / most);
  }

  /** The part of a line of source pixels that one pixel of the result covers. */
  private record Cover(double from, double to) {

    static Cover of(int index, int count, int length) {
      return new Cover((double) index * length / count, (double) (index + 1) * length / count);
    }

    int first() {
      return (int) from;
    }

    int last() {
      return (int) Math.ceil(to) - 1;
    }

    /** Share of a source pixel in the mean. */
    double weight(int pixel) {
      return (Math.min(to, pixel + 1) - Math.max(from, pixel)) / (to - from);
    }
  }
}
