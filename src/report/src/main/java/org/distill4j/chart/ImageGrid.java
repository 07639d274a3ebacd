package org.distill4j.chart;

import java.awt.image.BufferedImage;
import java.util.List;
import org.distill4j.chart.Canvas.Align;

/** Small images in rows, each over its caption of one or more lines. */
final class ImageGrid {

  /** Stored pixels that the longer side of an image should have, about. */
  private static final int TARGET = 140;

  private static final int GAP = 10;
  private static final int LINE = 15;
  private static final int LONGEST = 190;

  private final List<BufferedImage> images;
  private final List<List<String>> captions;
  private final int scale;
  private final double imageWidth;
  private final double imageHeight;
  private final int column;
  private final int columns;
  private final int rowHeight;

  ImageGrid(List<BufferedImage> images, List<String> captions) {
    this.images = images;
    this.captions =
        captions.stream()
            .map(c -> c.lines().map(line -> Canvas.fitted(line, Canvas.TEXT, LONGEST)).toList())
            .toList();
    BufferedImage any = images.get(0);
    scale = Math.max(1, TARGET / Math.max(any.getWidth(), any.getHeight()));
    imageWidth = (double) any.getWidth() * scale / Canvas.SCALE;
    imageHeight = (double) any.getHeight() * scale / Canvas.SCALE;
    double widest =
        this.captions.stream()
            .flatMap(List::stream)
            .mapToDouble(line -> Canvas.widthOf(line, Canvas.TEXT))
            .max()
            .orElse(0);
    column = (int) Math.ceil(Math.max(imageWidth, widest)) + GAP;
    int fit = Math.max(1, Canvas.WIDTH / column);
    int rows = (images.size() + fit - 1) / fit;
    columns = (images.size() + rows - 1) / rows;
    int lines = this.captions.stream().mapToInt(List::size).max().orElse(0);
    rowHeight = (int) Math.ceil(imageHeight) + lines * LINE + GAP + 2;
  }

  int width() {
    return columns * column;
  }

  int height() {
    return (images.size() + columns - 1) / columns * rowHeight;
  }

  void draw(Canvas canvas, double x, double y) {
    for (int i = 0; i < images.size(); i++) {
      double centre = x + (i % columns + 0.5) * column;
      double left = Math.rint(centre - imageWidth / 2);
      int row = i / columns;
      double top = y + row * rowHeight + 4;
      canvas.pixels(images.get(i), left, top, scale);
      canvas.frame(left, top, imageWidth, imageHeight, Palette.GRID);
      double baseline = top + imageHeight + 14;
      for (String line : captions.get(i)) {
        canvas.text(line, centre, baseline, Align.CENTRE, Canvas.TEXT, Palette.INK);
        baseline += LINE;
      }
    }
  }
}
