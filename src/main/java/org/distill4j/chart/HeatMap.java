package org.distill4j.chart;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.distill4j.chart.Canvas.Align;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix of classes against classes, in colours and numbers.
 *
 * <pre>{@code
 * Charts.heatMap("Mean soft target", matrix, classes)
 *     .rows("true class").columns("probability given to").log().maskDiagonal()
 *     .draw()
 * }</pre>
 */
public final class HeatMap {

  private static final int LEFT = 26;
  private static final int TOP = 34;
  private static final int LARGEST_CELL = 52;
  private static final int LONGEST_NAME = 120;
  private static final int BAR = 96;

  private final String title;
  private final double[][] values;
  private final List<String> classes;
  private String rows = "row";
  private String columns = "column";
  private boolean log;
  private boolean masked;

  HeatMap(String title, INDArray matrix, List<String> classes) {
    int n = classes.size();
    if (n == 0 || matrix.rank() != 2 || matrix.size(0) != n || matrix.size(1) != n) {
      throw new IllegalArgumentException(
          "matrix must have a row and a column for each of the %d classes, but has shape %s"
              .formatted(n, Arrays.toString(matrix.shape())));
    }
    this.title = title;
    this.classes = List.copyOf(classes);
    values = matrix.castTo(DataType.DOUBLE).toDoubleMatrix();
    for (double[] row : values) {
      for (double value : row) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException("matrix must be finite, but holds " + value);
        }
      }
    }
  }

  /**
   * Says what the rows stand for.
   *
   * @param title a few words
   * @return this
   */
  public HeatMap rows(String title) {
    rows = title;
    return this;
  }

  /**
   * Says what the columns stand for.
   *
   * @param title a few words
   * @return this
   */
  public HeatMap columns(String title) {
    columns = title;
    return this;
  }

  /**
   * Lets equal steps of colour be equal ratios; values of 0 or less get the palest colour.
   *
   * @return this
   */
  public HeatMap log() {
    log = true;
    return this;
  }

  /**
   * Leaves the diagonal grey, so that the colours serve what lies beside it.
   *
   * @return this
   */
  public HeatMap maskDiagonal() {
    masked = true;
    return this;
  }

  /**
   * Draws the matrix.
   *
   * @return the figure; its series are the rows, named after their classes
   */
  public Figure draw() {
    int n = classes.size();
    List<String> names =
        classes.stream().map(name -> Canvas.fitted(name, Canvas.TEXT, LONGEST_NAME)).toList();
    double longest =
        names.stream().mapToDouble(c -> Canvas.widthOf(c, Canvas.TEXT)).max().orElseThrow();
    int left = LEFT + (int) Math.ceil(longest) + 8;
    double cell = Math.min(LARGEST_CELL, (double) (Canvas.WIDTH - left - BAR) / n);
    double cellHeight = Math.max(14, cell * 0.64);
    boolean upright = longest < cell - 4;
    int top = TOP;
    int bottom = (int) Math.ceil(top + n * cellHeight);
    int labels = upright ? 20 : (int) Math.ceil(longest) + 12;
    String heading = Canvas.fitted(title, Canvas.TITLE, Canvas.WIDTH - left - 10);
    double headingWidth = Canvas.widthOf(heading, Canvas.TITLE) + 10;
    int width = (int) Math.ceil(left + Math.max(n * cell + BAR, headingWidth));
    Canvas canvas = new Canvas(width, bottom + labels + 22);
    canvas.text(heading, left, 20, Align.LEFT, Canvas.TITLE, Palette.INK);
    ColourScale scale = ColourScale.of(coloured(), log);
    cells(canvas, scale, left, top, cell, cellHeight);
    for (int i = 0; i < n; i++) {
      double y = top + (i + 0.5) * cellHeight + 4;
      canvas.text(names.get(i), left - 6, y, Align.RIGHT, Canvas.TEXT, Palette.INK);
      double x = left + (i + 0.5) * cell;
      if (upright) {
        canvas.text(names.get(i), x, bottom + 15, Align.CENTRE, Canvas.TEXT, Palette.INK);
      } else {
        canvas.textUp(names.get(i), x + 4, bottom + 6, Align.RIGHT, Canvas.TEXT, Palette.INK);
      }
    }
    double middle = left + n * cell / 2;
    canvas.text(columns, middle, bottom + labels + 12, Align.CENTRE, Canvas.TEXT, Palette.INK);
    canvas.textUp(rows, 15, (top + bottom) / 2.0, Align.CENTRE, Canvas.TEXT, Palette.INK);
    scale.draw(canvas, left + n * cell + 18, top, bottom - top);
    return canvas.figure(alt(), series());
  }

  private void cells(
      Canvas canvas, ColourScale scale, int left, int top, double cell, double cellHeight) {
    boolean numbers =
        Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .map(v -> Canvas.widthOf(number(v), Canvas.SMALL))
                .max()
                .orElseThrow()
            < cell - 3;
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values.length; j++) {
        Color color = masked && i == j ? Palette.GRID : scale.color(values[i][j]);
        double x = left + j * cell;
        double y = top + i * cellHeight;
        canvas.fill(x, y, cell, cellHeight, color);
        canvas.frame(x, y, cell, cellHeight, Palette.PAPER);
        if (numbers) {
          canvas.text(
              number(values[i][j]),
              x + cell / 2,
              y + cellHeight / 2 + 4,
              Align.CENTRE,
              Canvas.SMALL,
              Palette.on(color));
        }
      }
    }
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Rounded.to(6, value)
        : Rounded.to(value < 0.01 ? 1 : 2, value);
  }

  private double[] coloured() {
    return cells().stream().mapToDouble(c -> values[c.row][c.column]).toArray();
  }

  private record Cell(int row, int column) {}

  private List<Cell> cells() {
    List<Cell> cells = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values.length; j++) {
        if (!masked || i != j) {
          cells.add(new Cell(i, j));
        }
      }
    }
    return cells;
  }

  private List<Series> series() {
    double[] index = IntStream.range(0, classes.size()).asDoubleStream().toArray();
    return IntStream.range(0, classes.size())
        .mapToObj(i -> Series.of(classes.get(i), index, values[i]))
        .toList();
  }

  /** A reminder, since a chart that is not drawn shows nothing. */
  @Override
  public String toString() {
    return "a heat map of %d classes, '%s', to be drawn with draw()"
        .formatted(classes.size(), title);
  }

  private String alt() {
    String largest =
        cells().stream()
            .sorted(Comparator.comparingDouble((Cell c) -> -values[c.row][c.column]))
            .limit(3)
            .map(
                c ->
                    "%s at row %s, column %s"
                        .formatted(
                            Rounded.to(3, values[c.row][c.column]),
                            classes.get(c.row),
                            classes.get(c.column)))
            .collect(Collectors.joining("; "));
    return "%s: heat map of %d classes, rows: %s, columns: %s. Largest%s: %s."
        .formatted(
            title, classes.size(), rows, columns, masked ? " off the diagonal" : "", largest);
  }
}
