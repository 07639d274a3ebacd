package org.distill4j.chart;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import org.distill4j.chart.Canvas.Align;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A matrix in colours and numbers, such as classes against classes.
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
  private static final int WIDEST_CELL = 104; // of a few columns, so that they fill the page
  private static final int TALLEST_CELL = 36;
  private static final int LONGEST_NAME = 120;
  private static final int BAR = 96;

  private final String title;
  private final NamedMatrix matrix;
  private String rows = "row";
  private String columns = "column";
  private boolean log;
  private boolean masked;
  private boolean signs;

  HeatMap(String title, INDArray matrix) {
    this.title = title;
    this.matrix = new NamedMatrix(matrix);
  }

  /**
   * Says what the rows stand for.
   *
   * @param title a few words
   * @return this
   */
  public HeatMap rows(String title) {
    return rows(title, matrix.rows);
  }

  /**
   * Says what the rows stand for, and what each is called.
   *
   * @param title a few words
   * @param names one for each row
   * @return this
   * @throws IllegalArgumentException if there are more or fewer names than rows
   */
  public HeatMap rows(String title, List<String> names) {
    matrix.nameRows(names);
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
    return columns(title, matrix.columns);
  }

  /**
   * Says what the columns stand for, and what each is called.
   *
   * @param title a few words
   * @param names one for each column
   * @return this
   * @throws IllegalArgumentException if there are more or fewer names than columns
   */
  public HeatMap columns(String title, List<String> names) {
    matrix.nameColumns(names);
    columns = title;
    return this;
  }

  /**
   * Lets equal steps of colour be equal ratios; values of 0 or less get the palest colour. Has no
   * effect beside {@link #signs}.
   *
   * @return this
   */
  public HeatMap log() {
    log = true;
    return this;
  }

  /**
   * Lets the sign of a value be seen: 0 is white, values above it are blue, those below vermillion.
   *
   * @return this
   */
  public HeatMap signs() {
    signs = true;
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
   * @return the figure; its series are the rows, named after them
   */
  public Figure draw() {
    List<String> left = fitted(matrix.rows);
    List<String> below = fitted(matrix.columns);
    int n = below.size();
    int x0 = LEFT + (int) Math.ceil(longest(left)) + 8;
    double widest = Math.max(LARGEST_CELL, Math.min(WIDEST_CELL, 10.0 * LARGEST_CELL / n));
    double cell = Math.min(widest, (double) (Canvas.WIDTH - x0 - BAR) / n);
    double cellHeight = Math.max(14, Math.min(TALLEST_CELL, cell * 0.64));
    boolean upright = longest(below) < cell - 4;
    int top = TOP;
    int bottom = (int) Math.ceil(top + left.size() * cellHeight);
    int labels = upright ? 20 : (int) Math.ceil(longest(below)) + 12;
    String heading = Canvas.fitted(title, Canvas.TITLE, Canvas.WIDTH - x0 - 10);
    double headingWidth = Canvas.widthOf(heading, Canvas.TITLE) + 10;
    int width = (int) Math.ceil(x0 + Math.max(n * cell + BAR, headingWidth));
    Canvas canvas = new Canvas(width, bottom + labels + 22);
    canvas.text(heading, x0, 20, Align.LEFT, Canvas.TITLE, Palette.INK);
    double[] shown = matrix.numbers(!masked);
    ColourScale scale = signs ? ColourScale.ofSigns(shown) : ColourScale.of(shown, log);
    cells(canvas, scale, x0, top, cell, cellHeight);
    for (int i = 0; i < left.size(); i++) {
      double y = top + (i + 0.5) * cellHeight + 4;
      canvas.text(left.get(i), x0 - 6, y, Align.RIGHT, Canvas.TEXT, Palette.INK);
    }
    for (int j = 0; j < n; j++) {
      double x = x0 + (j + 0.5) * cell;
      if (upright) {
        canvas.text(below.get(j), x, bottom + 15, Align.CENTRE, Canvas.TEXT, Palette.INK);
      } else {
        canvas.textUp(below.get(j), x + 4, bottom + 6, Align.RIGHT, Canvas.TEXT, Palette.INK);
      }
    }
    double middle = x0 + n * cell / 2;
    canvas.text(columns, middle, bottom + labels + 12, Align.CENTRE, Canvas.TEXT, Palette.INK);
    canvas.textUp(rows, 15, (top + bottom) / 2.0, Align.CENTRE, Canvas.TEXT, Palette.INK);
    scale.draw(canvas, x0 + n * cell + 18, top, bottom - top);
    return canvas.figure(alt(), matrix.series());
  }

  private static List<String> fitted(List<String> names) {
    return names.stream().map(name -> Canvas.fitted(name, Canvas.TEXT, LONGEST_NAME)).toList();
  }

  private static double longest(List<String> names) {
    return names.stream().mapToDouble(c -> Canvas.widthOf(c, Canvas.TEXT)).max().orElseThrow();
  }

  private void cells(
      Canvas canvas, ColourScale scale, int left, int top, double cell, double cellHeight) {
    double[][] values = matrix.values;
    boolean numbers =
        Arrays.stream(values)
                .flatMapToDouble(Arrays::stream)
                .map(v -> Canvas.widthOf(number(v), Canvas.SMALL))
                .max()
                .orElseThrow()
            < cell - 3;
    for (int i = 0; i < values.length; i++) {
      for (int j = 0; j < values[0].length; j++) {
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
    return value == Math.rint(value) || Math.abs(value) >= 100
        ? Rounded.to(6, Math.rint(value))
        : Rounded.to(Math.abs(value) < 0.01 ? 1 : 2, value);
  }

  /** A reminder, since a chart that is not drawn shows nothing. */
  @Override
  public String toString() {
    return "a heat map of %s, '%s', to be drawn with draw()".formatted(matrix, title);
  }

  private String alt() {
    return "%s: heat map of %s, rows: %s, columns: %s. %s"
        .formatted(title, matrix, rows, columns, matrix.extremes(!masked));
  }
}
