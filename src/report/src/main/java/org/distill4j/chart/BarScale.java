package org.distill4j.chart;

import java.util.Arrays;
import org.knowm.xchart.style.AxesChartStyler;

/** How a probability becomes the height of a bar. */
interface BarScale {

  /** Lowest power of ten that a logarithmic axis shows. */
  int LOWEST = -12;

  /** Height of the bar of a probability; 0 is no bar. */
  double height(double p);

  /** Sets range and labels of the y axis whose length is given in CSS pixels. */
  void axis(AxesChartStyler styler, int length);

  static BarScale linear() {
    return new BarScale() {
      @Override
      public double height(double p) {
        return p;
      }

      @Override
      public void axis(AxesChartStyler styler, int length) {
        // A hair below 0, else the label of the 0 lies on the edge and is left out.
        styler.setYAxisMin(-1e-4).setYAxisMax(1.1).setYAxisDecimalPattern("0.0");
      }
    };
  }

  static BarScale log(double[][] probabilities) {
    double least = Arrays.stream(probabilities).flatMapToDouble(Arrays::stream).min().orElseThrow();
    int floor = (int) Math.max(LOWEST, Math.floor(Math.log10(least) - 0.1));
    return new BarScale() {
      @Override
      public double height(double p) {
        return Math.max(0, Math.log10(p) - floor);
      }

      @Override
      public void axis(AxesChartStyler styler, int length) {
        styler
            .setYAxisMin(-1e-4)
            .setYAxisMax(-floor * 1.1)
            .setYAxisTickMarkSpacingHint(Math.max(26, -length / floor * 9 / 10))
            .setYAxisTickLabelsFormattingFunction(
                h ->
                    h == Math.rint(h)
                        ? Rounded.power((int) Math.rint(h) + floor)
                        : Rounded.to(3, Math.pow(10, h + floor)));
      }
    };
  }
}
