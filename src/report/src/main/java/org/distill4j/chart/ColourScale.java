package org.distill4j.chart;

import java.awt.Color;
import java.util.Arrays;
import org.distill4j.chart.Canvas.Align;

/** From numbers to colours, and the bar that explains them. */
final class ColourScale {

  private static final int MOST_DECADES = 8;
  private static final int BAR = 14;
  private static final int LEAST_FOR_THREE = 34; // labels are 11 high

  private final double least;
  private final double most;
  private final boolean log;
  private final boolean signs;

  private ColourScale(double least, double most, boolean log, boolean signs) {
    this.least = least;
    this.most = most;
    this.log = log;
    this.signs = signs;
  }

  /** A scale with 0 in its middle: white, blue above it and vermillion below. */
  static ColourScale ofSigns(double[] values) {
    double most = Arrays.stream(values).map(Math::abs).max().orElse(0);
    return new ColourScale(-most, most, false, true);
  }

  /**
   * A scale over all the values. A logarithmic one begins where a twentieth of the values above 0
   * lies below, so that a single tiny one does not darken all others.
   */
  static ColourScale of(double[] values, boolean log) {
    double[] shown = Arrays.stream(values).filter(v -> !log || v > 0).sorted().toArray();
    if (shown.length == 0) {
      return new ColourScale(log ? -1 : 0, log ? 0 : 1, log, false);
    }
    double most = shown[shown.length - 1];
    if (log) {
      double least = Math.log10(shown[shown.length / 20]);
      return new ColourScale(
          Math.max(least, Math.log10(most) - MOST_DECADES), Math.log10(most), true, false);
    }
    boolean close = shown[0] > most / 2; // from 0, they would all look alike
    return new ColourScale(close ? shown[0] : Math.min(0, shown[0]), most, false, false);
  }

  Color color(double value) {
    if (signs) {
      return Palette.diverging(most > 0 ? value / most : 0);
    }
    double position = log ? Math.log10(Math.max(value, Double.MIN_NORMAL)) : value;
    return Palette.sequential(most > least ? (position - least) / (most - least) : 0.5);
  }

  void draw(Canvas canvas, double x, double y, double height) {
    for (int i = 0; i < height; i++) {
      double position = most - (most - least) * i / (height - 1);
      canvas.fill(x, y + i, BAR, 1, color(log ? Math.pow(10, position) : position));
    }
    canvas.frame(x, y, BAR, height, Palette.GRID);
    for (double tick : ticks(height)) {
      double at = y + (height - 1) * (most > least ? (most - tick) / (most - least) : 0.5);
      canvas.text(label(tick), x + BAR + 5, at + 4, Align.LEFT, Canvas.SMALL, Palette.SOFT_INK);
    }
  }

  private String label(double tick) {
    if (!log) {
      return Math.abs(tick) < 100 ? Rounded.to(2, tick) : Rounded.to(6, Math.rint(tick));
    }
    boolean decade = tick == Math.rint(tick);
    return decade ? Rounded.power((int) tick) : Rounded.to(2, Math.pow(10, tick));
  }

  private double[] ticks(double height) {
    if (!log) {
      return height < LEAST_FOR_THREE
          ? new double[] {least, most}
          : new double[] {least, (least + most) / 2, most};
    }
    double[] decades = new double[(int) (Math.floor(most) - Math.ceil(least)) + 1];
    Arrays.setAll(decades, i -> Math.ceil(least) + i);
    return decades.length > 1 ? decades : new double[] {least, most};
  }
}
