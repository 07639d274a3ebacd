package org.distill4j.notebook;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.distill4j.chart.Charts;
import org.distill4j.chart.Figure;
import org.distill4j.chart.Lines;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.Styler;

/**
 * One frame of a live figure as a chart, for where scripts are not allowed.
 *
 * @param heading the title, with the position of the slider
 * @param x title of the horizontal axis, with the note of the frame
 * @param y title of the vertical axis
 * @param places of the bars or points
 * @param series names, for the legend
 */
record Still(String heading, String x, String y, List<String> places, List<String> series) {

  private static final Color[] COLORS = {
    new Color(0x0072b2),
    new Color(0xd55e00),
    new Color(0x009e73),
    new Color(0xe69f00),
    new Color(0xcc79a7)
  };

  private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

  /** Pixels of the chart for a pixel of a picture beside it. */
  private static final int CELL = 10;

  Figure draw(boolean bars, boolean logX, double[][] values) {
    return bars ? bars(values) : lines(logX, values);
  }

  private Figure lines(boolean logX, double[][] values) {
    double[] at = places.stream().mapToDouble(Double::parseDouble).toArray();
    Lines chart = Charts.lines(heading).x(x).y(y);
    if (logX) {
      chart.logX();
    }
    for (int s = 0; s < values.length; s++) {
      chart.line(series.get(s).isEmpty() ? y : series.get(s), at, values[s]);
    }
    return chart.draw();
  }

  private Figure bars(double[][] values) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(660)
            .height(300)
            .title(heading)
            .xAxisTitle(x)
            .yAxisTitle(y)
            .build();
    chart
        .getStyler()
        .setPlotGridVerticalLinesVisible(false)
        .setXAxisTickMarkSpacingHint(20)
        .setAxisTitleFont(PLAIN)
        .setAxisTickLabelsFont(PLAIN)
        .setSeriesColors(COLORS)
        .setChartBackgroundColor(Color.WHITE)
        .setPlotBorderVisible(false)
        .setChartTitleFont(PLAIN.deriveFont(Font.BOLD, 13f))
        .setLegendFont(PLAIN)
        .setLegendBorderColor(Color.WHITE)
        .setLegendVisible(values.length > 1)
        .setLegendPosition(Styler.LegendPosition.OutsideS)
        .setLegendLayout(Styler.LegendLayout.Horizontal);
    for (int s = 0; s < values.length; s++) {
      chart.addSeries(
          series.get(s).isEmpty() ? y : series.get(s),
          places,
          Arrays.stream(values[s]).boxed().toList());
    }
    return Figure.of(chart, alt(values));
  }

  private String alt(double[][] values) {
    return "%s. Bars of %s against %s. %s."
        .formatted(
            heading,
            y,
            x,
            IntStream.range(0, values.length)
                .mapToObj(s -> (series.get(s) + " " + row(values[s])).strip())
                .collect(Collectors.joining("; ")));
  }

  private String row(double[] values) {
    return IntStream.range(0, values.length)
        .mapToObj(i -> places.get(i) + ": " + LiveJson.number(values[i]))
        .collect(Collectors.joining(", "));
  }

  /** The chart with a picture to its left. */
  static Figure beside(double[][] pixels, Figure chart) {
    int shift = (pixels[0].length + 1) * CELL;
    BufferedImage both =
        new BufferedImage(
            chart.image().getWidth() + shift,
            Math.max(chart.image().getHeight(), pixels.length * CELL),
            BufferedImage.TYPE_INT_RGB);
    Graphics2D ink = both.createGraphics();
    ink.setColor(Color.WHITE);
    ink.fillRect(0, 0, both.getWidth(), both.getHeight());
    ink.drawImage(chart.image(), shift, 0, null);
    for (int row = 0; row < pixels.length; row++) {
      for (int column = 0; column < pixels[row].length; column++) {
        float light = (float) (1 - Math.min(1, Math.max(0, pixels[row][column])));
        ink.setColor(new Color(light, light, light));
        ink.fillRect(column * CELL, row * CELL, CELL, CELL);
      }
    }
    ink.dispose();
    return new Figure(both, both.getWidth() / 2, both.getHeight() / 2, chart.alt(), List.of());
  }
}
