package org.distill4j.chart;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import org.knowm.xchart.style.AxesChartStyler;

/**
 * One axis of a line chart.
 *
 * @param title what it measures, and in what unit
 * @param log whether equal steps are equal ratios
 * @param whole whether its labels are whole numbers
 */
record Axis(String title, boolean log, boolean whole) {

  private static final int MOST_TICKS = 14;
  private static final double ROOM = 0.04;

  static Axis linear(String title) {
    return new Axis(title, false, false);
  }

  void applyToX(AxesChartStyler styler, List<Double> values) {
    double[] range = range(values);
    styler.setXAxisMin(range[0]).setXAxisMax(range[1]);
    if (log) {
      styler.setXAxisLogarithmic(true);
      styler.setXAxisLogarithmicDecadeOnly(false);
      styler.setXAxisTickLabelsFormattingFunction(labels(values));
    } else {
      styler.setXAxisDecimalPattern(whole ? "0" : pattern(range[1] - range[0]));
    }
  }

  void applyToY(AxesChartStyler styler, List<Double> values) {
    double[] range = range(values);
    styler.setYAxisMin(range[0]).setYAxisMax(range[1]);
    if (log) {
      styler.setYAxisLogarithmic(true);
      styler.setYAxisLogarithmicDecadeOnly(false);
      styler.setYAxisTickLabelsFormattingFunction(labels(values));
    } else {
      styler.setYAxisDecimalPattern(pattern(range[1] - range[0]));
    }
    styler.setYAxisTickMarkSpacingHint(34);
  }

  /** From a little below the least value to a little above the largest. */
  private double[] range(List<Double> values) {
    double[] known = values.stream().mapToDouble(v -> v).filter(v -> !Double.isNaN(v)).toArray();
    double least = DoubleStream.of(known).min().orElse(1);
    double most = DoubleStream.of(known).max().orElse(1);
    if (log) {
      double room = most > least ? Math.pow(most / least, ROOM) : 2;
      return new double[] {least / room, most * room};
    }
    if (most > least) {
      double room = Math.min((most - least) * ROOM, whole ? 0.5 : Double.MAX_VALUE);
      return new double[] {least - room, most + room};
    }
    // Uneven room, because XChart puts ticks on values that are evenly spaced.
    double room = whole || least == 0 ? 1 : Math.abs(least) / 10;
    return new double[] {least - room, most + (whole ? room : room * 1.3)};
  }

  private static String pattern(double range) {
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(range / 6)));
    return decimals == 0 ? "#,##0" : "0." + "0".repeat(decimals);
  }

  /** Labels the values themselves where they are few and round, else 1, 2 and 5 or the decades. */
  private Function<Double, String> labels(List<Double> values) {
    Set<Double> distinct = values.stream().map(Axis::firstDigit).collect(Collectors.toSet());
    boolean round = values.stream().allMatch(v -> Math.abs(v - firstDigit(v)) < 1e-9 * v);
    if (round && distinct.size() <= MOST_TICKS) {
      return tick -> distinct.contains(firstDigit(tick)) ? label(tick) : "";
    }
    double most = values.stream().mapToDouble(v -> v).max().orElse(1);
    double least = values.stream().mapToDouble(v -> v).min().orElse(1);
    Set<Integer> digits = most / least > 300 ? Set.of(1) : Set.of(1, 2, 5);
    return tick -> digits.contains(leading(tick)) ? label(tick) : "";
  }

  private static String label(double tick) {
    double exponent = Math.log10(tick);
    boolean decade = Math.abs(exponent - Math.rint(exponent)) < 1e-9;
    if (decade && (exponent < -2.5 || exponent > 5.5)) {
      return Rounded.power((int) Math.rint(exponent));
    }
    return tick < 999 ? Rounded.to(2, tick) : String.format(Locale.ROOT, "%,.0f", tick);
  }

  /** The value with all digits but the first made 0. */
  private static double firstDigit(double value) {
    double decade = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
    return Math.rint(value / decade) * decade;
  }

  private static int leading(double tick) {
    double decade = Math.pow(10, Math.floor(Math.log10(tick) + 1e-9));
    return (int) Math.rint(tick / decade);
  }
}
