package org.distill4j.chart;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.distill4j.chart.Canvas.Align;
import org.distill4j.data.ImageShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The weights of a linear classifier, one image a class: blue speaks for it, vermillion against.
 */
final class WeightImages {

  private static final int BAR = 200;

  private WeightImages() {}

  static Figure draw(INDArray weights, List<String> classes, ImageShape shape) {
    if (weights.rank() != 2
        || weights.size(0) != shape.size()
        || weights.size(1) != classes.size()) {
      throw new IllegalArgumentException(
          "weights must have shape [%d, %d], a column of pixels for each class, but have shape %s"
              .formatted(shape.size(), classes.size(), Arrays.toString(weights.shape())));
    }
    if (shape.channels() != 1) {
      throw new IllegalArgumentException("shape must have 1 channel, but has " + shape.channels());
    }
    double largest = weights.amaxNumber().doubleValue();
    if (!Double.isFinite(largest) || Double.isNaN(weights.sumNumber().doubleValue())) {
      throw new IllegalArgumentException("weights must be finite, but hold NaN or infinity");
    }
    List<BufferedImage> images = new ArrayList<>();
    List<Series> series = new ArrayList<>();
    double[] index = IntStream.range(0, shape.size()).asDoubleStream().toArray();
    for (int k = 0; k < classes.size(); k++) {
      double[] column = weights.getColumn(k).toDoubleVector();
      images.add(image(column, shape, largest));
      series.add(Series.of(classes.get(k), index, column));
    }
    ImageGrid grid = new ImageGrid(images, classes);
    Canvas canvas = new Canvas(Math.max(grid.width(), BAR + 240), grid.height() + 30);
    grid.draw(canvas, 0, 0);
    scale(canvas, grid.height() + 4, largest);
    return canvas.figure(alt(classes, largest), series);
  }

  private static BufferedImage image(double[] column, ImageShape shape, double largest) {
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < column.length; i++) {
      int rgb = Palette.diverging(largest == 0 ? 0 : column[i] / largest).getRGB();
      image.setRGB(i % shape.width(), i / shape.width(), rgb);
    }
    return image;
  }

  private static void scale(Canvas canvas, int y, double largest) {
    String end = Rounded.to(2, largest);
    double x = 10 + Canvas.widthOf("against: −" + end, Canvas.TEXT) + 8;
    canvas.text("against: −" + end, x - 8, y + 12, Align.RIGHT, Canvas.TEXT, Palette.INK);
    for (int i = 0; i < BAR; i++) {
      canvas.fill(x + i, y, 1, 14, Palette.diverging(2.0 * i / (BAR - 1) - 1));
    }
    canvas.frame(x, y, BAR, 14, Palette.GRID);
    canvas.text("for: " + end, x + BAR + 8, y + 12, Align.LEFT, Canvas.TEXT, Palette.INK);
  }

  private static String alt(List<String> classes, double largest) {
    return ("Weights of a linear classifier, one image for each of the classes %s; the colours go"
            + " from vermillion at -%s, against the class, through white at 0 to blue at %s, for it.")
        .formatted(String.join(", ", classes), Rounded.to(3, largest), Rounded.to(3, largest));
  }
}
