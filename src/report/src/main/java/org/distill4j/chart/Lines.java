package org.distill4j.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Collectors;
import org.distill4j.chart.Canvas.Align;

/**
 * A chart of lines, some of them the mean of several runs with a band of one standard deviation.
 *
 * <pre>{@code
 * Charts.lines("Errors against temperature").x("temperature T").logX().y("test errors")
 *     .line("30 hidden units", temperatures, runs)
 *     .draw()
 * }</pre>
 */
public final class Lines {

  private static final int PLOT = 300;

  private final String title;
  private final List<Line> lines = new ArrayList<>();
  private final Map<String, double[]> yardsticks = new LinkedHashMap<>();
  private String x = "";
  private String y = "";
  private boolean logX;
  private boolean logY;

  Lines(String title) {
    this.title = title;
  }

  /**
   * Says what the horizontal axis measures; must be called.
   *
   * @param title with the unit, if there is one
   * @return this
   */
  public Lines x(String title) {
    x = title;
    return this;
  }

  /**
   * Says what the vertical axis measures; must be called.
   *
   * @param title with the unit, if there is one
   * @return this
   */
  public Lines y(String title) {
    y = title;
    return this;
  }

  /**
   * Makes the horizontal axis logarithmic, as suits temperatures.
   *
   * @return this
   */
  public Lines logX() {
    logX = true;
    return this;
  }

  /**
   * Makes the vertical axis logarithmic.
   *
   * @return this
   */
  public Lines logY() {
    logY = true;
    return this;
  }

  /**
   * Adds the line of one run, or of the mean of several with their spread.
   *
   * @param name for the legend
   * @param x where the values stand, in any order
   * @param runs one value for each x, in one array for each run; NaN where a value is missing
   * @return this
   * @throws IllegalArgumentException if there is no x or no run, or a run is of another length
   */
  public Lines line(String name, double[] x, double[]... runs) {
    lines.add(Line.of(name, x, runs));
    return this;
  }

  /**
   * Adds the line of a function.
   *
   * @param name for the legend
   * @param x where to take the function's value
   * @param function of x
   * @return this
   */
  public Lines line(String name, double[] x, DoubleUnaryOperator function) {
    return line(name, x, Arrays.stream(x).map(function).toArray());
  }

  /**
   * Adds a level to compare the lines with, dashed across the whole chart, such as the errors of
   * students without a teacher.
   *
   * @param name for the legend, which no other level has
   * @param runs one number, or that of each run: their mean is drawn, with their spread
   * @return this
   * @throws IllegalArgumentException if there is no run or the name is taken
   */
  public Lines yardstick(String name, double... runs) {
    if (runs.length == 0 || yardsticks.put(name, runs.clone()) != null) {
      throw new IllegalArgumentException(
          "a yardstick needs a name of its own and at least one run, but '%s' has %s"
              .formatted(name, runs.length == 0 ? "no run" : "been drawn already"));
    }
    return this;
  }

  /**
   * Draws the chart.
   *
   * @return the figure; its series are the lines, several runs by their mean
   * @throws IllegalStateException if there is no line, or an axis has no title
   * @throws IllegalArgumentException if a logarithmic axis would have to show 0 or less, or a value
   *     is infinite
   */
  public Figure draw() {
    if (lines.isEmpty()) {
      throw new IllegalStateException("the chart '" + title + "' has no line; add one with line()");
    }
    List<Line> drawn = withYardsticks();
    require(drawn);
    Legend legend = LinePanel.legend(drawn);
    int most = drawn.stream().filter(Line::spreads).mapToInt(Line::runs).max().orElse(1);
    if (most > 1) {
      legend.box(
          "one standard deviation of %d runs".formatted(most), Palette.translucent(Palette.INK));
    }
    int top = 28 + legend.height(Canvas.WIDTH - 60);
    Canvas canvas = new Canvas(Canvas.WIDTH, top + PLOT + 6);
    String heading = Canvas.fitted(title, Canvas.TITLE, Canvas.WIDTH - 70);
    canvas.text(heading, 60, 18, Align.LEFT, Canvas.TITLE, Palette.INK);
    legend.draw(canvas, 60, 25, Canvas.WIDTH - 60);
    new LinePanel(
            drawn, Canvas.WIDTH - 10, PLOT, new Axis(x, logX, false), new Axis(y, logY, false))
        .draw(canvas, 0, top);
    return canvas.figure(alt(drawn), drawn.stream().map(Line::series).toList());
  }

  private List<Line> withYardsticks() {
    var ends = lines.stream().flatMap(line -> line.x().stream()).mapToDouble(at -> at);
    var range = ends.summaryStatistics();
    List<Line> drawn = new ArrayList<>(lines);
    yardsticks.forEach(
        (name, runs) -> drawn.add(Line.level(name, range.getMin(), range.getMax(), runs)));
    return drawn;
  }

  private void require(List<Line> drawn) {
    if (x.isBlank() || y.isBlank()) {
      throw new IllegalStateException(
          "the chart '%s' needs titles of both axes; call x() and y()".formatted(title));
    }
    for (Line line : drawn) {
      require(line.name(), "x", line.x(), logX);
      require(line.name(), "y", line.mean(), logY);
    }
  }

  private static void require(String name, String axis, List<Double> values, boolean log) {
    for (double value : values) {
      if (Double.isInfinite(value)
          || (log && value <= 0)
          || (axis.equals("x") && Double.isNaN(value))) {
        throw new IllegalArgumentException(
            "%s of line '%s' must be finite%s, but one is %s"
                .formatted(axis, name, log ? " and above 0 on a logarithmic axis" : "", value));
      }
    }
  }

  /** A reminder, since a chart that is not drawn shows nothing. */
  @Override
  public String toString() {
    return "a chart of %d lines, '%s', to be drawn with draw()".formatted(lines.size(), title);
  }

  private String alt(List<Line> drawn) {
    return "%s: %s against %s%s. %s."
        .formatted(
            title,
            y,
            x,
            logX ? " (logarithmic)" : "",
            drawn.stream().map(Line::inWords).collect(Collectors.joining("; ")));
  }
}
