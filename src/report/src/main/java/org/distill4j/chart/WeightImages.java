package org.distill4j.chart;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.distill4j.chart.Canvas.Align;
import org.distill4j.data.ImageShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Weights of pixels, one image a column: those above 0 in blue, those below in vermillion. */
final class WeightImages {

  /** The weights of a linear classifier, a column for each class. */
  static final WeightImages OF_CLASSES =
      new WeightImages(
          "Weights of a linear classifier, one image for each of the classes",
          "class",
          List.of("against", "against the class"),
          List.of("for", "for it"));

  /** The filters of a soft decision tree. */
  static final WeightImages OF_FILTERS =
      new WeightImages(
          "Filters of a soft decision tree, one image for each of",
          "name",
          List.of("left", "towards the left"),
          List.of("right", "towards the right"));

  private static final int BAR = 200;

  private final String title;
  private final String each;

  /** What a weight below 0 does, in a word and in words. */
  private final List<String> below;

  private final List<String> above;

  private WeightImages(String title, String each, List<String> below, List<String> above) {
    this.title = title;
    this.each = each;
    this.below = below;
    this.above = above;
  }

  Figure draw(INDArray weights, List<String> names, ImageShape shape) {
    check(weights, names.size(), each, shape);
    double largest = weights.amaxNumber().doubleValue();
    List<BufferedImage> images = new ArrayList<>();
    List<Series> series = new ArrayList<>();
    double[] index = IntStream.range(0, shape.size()).asDoubleStream().toArray();
    for (int k = 0; k < names.size(); k++) {
      double[] column = weights.getColumn(k).toDoubleVector();
      images.add(image(column, shape, largest));
      series.add(Series.of(names.get(k), index, column));
    }
    ImageGrid grid = new ImageGrid(images, names);
    Canvas canvas = new Canvas(Math.max(grid.width(), BAR + 240), grid.height() + 30);
    grid.draw(canvas, 0, 0);
    scale(canvas, grid.height() + 4, largest);
    return canvas.figure(alt(names, largest), series);
  }

  /** Throws unless the weights are finite, a column of pixels for each of so many names. */
  static void check(INDArray weights, int names, String each, ImageShape shape) {
    if (weights.rank() != 2 || weights.size(0) != shape.size() || weights.size(1) != names) {
      throw new IllegalArgumentException(
          "weights must have shape [%d, %d], a column of pixels for each %s, but have shape %s"
              .formatted(shape.size(), names, each, Arrays.toString(weights.shape())));
    }
    if (shape.channels() != 1) {
      throw new IllegalArgumentException("shape must have 1 channel, but has " + shape.channels());
    }
    double sum = weights.amaxNumber().doubleValue() + weights.sumNumber().doubleValue();
    if (!Double.isFinite(sum)) {
      throw new IllegalArgumentException("weights must be finite, but hold NaN or infinity");
    }
  }

  static BufferedImage image(double[] column, ImageShape shape, double largest) {
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < column.length; i++) {
      int rgb = Palette.diverging(largest == 0 ? 0 : column[i] / largest).getRGB();
      image.setRGB(i % shape.width(), i / shape.width(), rgb);
    }
    return image;
  }

  private void scale(Canvas canvas, int y, double largest) {
    String low = "%s: −%s".formatted(below.get(0), Rounded.to(2, largest));
    String high = "%s: %s".formatted(above.get(0), Rounded.to(2, largest));
    double x = 10 + Canvas.widthOf(low, Canvas.TEXT) + 8;
    canvas.text(low, x - 8, y + 12, Align.RIGHT, Canvas.TEXT, Palette.INK);
    for (int i = 0; i < BAR; i++) {
      canvas.fill(x + i, y, 1, 14, Palette.diverging(2.0 * i / (BAR - 1) - 1));
    }
    canvas.frame(x, y, BAR, 14, Palette.GRID);
    canvas.text(high, x + BAR + 8, y + 12, Align.LEFT, Canvas.TEXT, Palette.INK);
  }

  private String alt(List<String> names, double largest) {
    String words = String.join(", ", names).replace('\n', ' ');
    String end = Rounded.to(3, largest);
    return "%s %s; the colours go from vermillion at -%s, %s, through white at 0 to blue at %s, %s."
        .formatted(title, words, end, below.get(1), end, above.get(1));
  }
}
