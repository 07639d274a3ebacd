package org.distill4j.chart;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.distill4j.data.Dataset;
import org.distill4j.data.ImageShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Images of a data set with captions; gray ones as dark ink on white paper. */
final class Digits {

  private static final int MOST_IN_ALT = 40;

  private Digits() {}

  static Figure draw(Dataset data, int[] rows, List<String> captions) {
    ImageShape shape = shape(data);
    if (rows.length == 0) {
      throw new IllegalArgumentException("rows must be at least one, but none was given");
    }
    if (captions.size() != rows.length) {
      throw new IllegalArgumentException(
          "there must be one caption for each of the %d rows, but there are %d"
              .formatted(rows.length, captions.size()));
    }
    INDArray pixels = data.features(rows);
    List<BufferedImage> images = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      images.add(image(pixels.getRow(i).toDoubleVector(), shape));
    }
    ImageGrid grid = new ImageGrid(images, captions);
    Canvas canvas = new Canvas(grid.width(), grid.height());
    grid.draw(canvas, 0, 0);
    return canvas.figure(alt(shape, captions), List.of());
  }

  static ImageShape shape(Dataset data) {
    return data.image()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "data must be a set of images, but is " + data + " without an image shape"));
  }

  static BufferedImage image(double[] pixels, ImageShape shape) {
    BufferedImage image =
        new BufferedImage(shape.width(), shape.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < shape.height(); y++) {
      for (int x = 0; x < shape.width(); x++) {
        int at = y * shape.width() + x;
        int rgb =
            shape.channels() == 3
                ? level(pixels[at]) << 16
                    | level(pixels[at + shape.pixels()]) << 8
                    | level(pixels[at + 2 * shape.pixels()])
                : (255 - level(pixels[at])) * 0x010101;
        image.setRGB(x, y, rgb);
      }
    }
    return image;
  }

  private static int level(double value) {
    return (int) Math.round(255 * Math.min(1, Math.max(0, value)));
  }

  private static String alt(ImageShape shape, List<String> captions) {
    String list =
        captions.stream()
            .limit(MOST_IN_ALT)
            .map(caption -> caption.replace('\n', ' '))
            .collect(Collectors.joining("; "));
    return "%d images of %d x %d pixels, captions: %s%s."
        .formatted(
            captions.size(),
            shape.width(),
            shape.height(),
            list,
            captions.size() > MOST_IN_ALT ? "; and so on" : "");
  }
}
