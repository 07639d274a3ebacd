package org.distill4j.chart;

import java.awt.BasicStroke;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.distill4j.chart.Canvas.Align;
import org.distill4j.data.ImageShape;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A soft decision tree drawn as a tree: its filters as images, its leaves as words below. */
final class FilterTree {

  /** Leaves that fit side by side. */
  private static final int MOST_LEAVES = 16;

  /** Stored pixels of the longer side of an image, at most. */
  private static final int LARGEST = 170;

  private static final int GAP = 34;
  private static final int TOP = 18;
  private static final BasicStroke EDGE = new BasicStroke(1.2f);

  private final INDArray filters;
  private final List<String> leaves;
  private final ImageShape shape;
  private final int scale;
  private final double width;
  private final double height;

  FilterTree(INDArray filters, List<String> leaves, ImageShape shape) {
    int n = leaves.size();
    if (n < 2 || n > MOST_LEAVES || Integer.bitCount(n) != 1) {
      throw new IllegalArgumentException(
          "leaves must be 2, 4, 8 or 16 names, but there are %d".formatted(n));
    }
    WeightImages.check(filters, n - 1, "inner node", shape);
    this.filters = filters;
    this.leaves = List.copyOf(leaves);
    this.shape = shape;
    int longest = Math.max(shape.width(), shape.height());
    int room = Math.min(LARGEST, Canvas.SCALE * (2 * Canvas.WIDTH / n - 16));
    scale = Math.max(1, room / longest);
    width = (double) shape.width() * scale / Canvas.SCALE;
    height = (double) shape.height() * scale / Canvas.SCALE;
  }

  Figure draw() {
    int inner = leaves.size() - 1;
    Canvas canvas = new Canvas(Canvas.WIDTH, (int) Math.ceil(y(inner) + 44));
    for (int child = 1; child <= 2 * inner; child++) {
      int parent = (child - 1) / 2;
      double from = y(parent) + height;
      double to = y(child) - (child < inner ? 16 : 2);
      canvas.line(x(parent), from, x(child), to, Palette.AXIS, EDGE);
    }
    List<Series> series = new ArrayList<>();
    double[] index = IntStream.range(0, shape.size()).asDoubleStream().toArray();
    for (int node = 0; node < inner; node++) {
      double[] column = filters.getColumn(node).toDoubleVector();
      double largest = Arrays.stream(column).map(Math::abs).max().orElseThrow();
      BufferedImage image = WeightImages.image(column, shape, largest);
      double left = Math.rint(x(node) - width / 2);
      canvas.text("" + node, x(node), y(node) - 4, Align.CENTRE, Canvas.SMALL, Palette.INK);
      canvas.pixels(image, left, y(node), scale);
      canvas.frame(left, y(node), width, height, Palette.GRID);
      series.add(Series.of("node " + node, index, column));
    }
    for (int leaf = 0; leaf < leaves.size(); leaf++) {
      double x = x(inner + leaf);
      canvas.text(leaves.get(leaf), x, y(inner) + 12, Align.CENTRE, Canvas.HEADING, Palette.INK);
    }
    String colours = "Ink on blue sends an image to the right, ink on vermillion to the left;";
    String scales = colours + " the colours of each filter have a scale of their own.";
    double middle = Canvas.WIDTH / 2.0;
    canvas.text(scales, middle, y(inner) + 36, Align.CENTRE, Canvas.TEXT, Palette.INK);
    return canvas.figure(alt(), series);
  }

  private static int level(int node) {
    return 31 - Integer.numberOfLeadingZeros(node + 1);
  }

  /** The middle of a node, or of a leaf, which is numbered after the nodes. */
  private double x(int node) {
    int level = level(node);
    return (node + 1 - (1 << level) + 0.5) * Canvas.WIDTH / (1 << level);
  }

  private double y(int node) {
    return TOP + level(node) * Math.ceil(height + GAP);
  }

  private String alt() {
    return "A soft decision tree: %d filters as images, and below them the leaves, from left to right: %s."
        .formatted(leaves.size() - 1, String.join(", ", leaves));
  }
}
