package org.distill4j.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Locale;
import org.knowm.xchart.style.AxesChartStyler;

/** The one look of all axes: thin grey lines, no boxes, room for the data. */
final class Styled {

  private static final Color CLEAR = new Color(255, 255, 255, 0);

  private Styled() {}

  static void axes(AxesChartStyler styler) {
    styler
        .setLocale(Locale.ROOT)
        .setChartBackgroundColor(CLEAR)
        .setPlotBackgroundColor(CLEAR)
        .setChartFontColor(Palette.INK)
        .setChartPadding(2)
        .setChartTitleVisible(false)
        .setLegendVisible(false)
        .setPlotBorderVisible(false)
        .setAnnotationTextFont(Canvas.SMALL);
    styler
        .setAxisTitleFont(Canvas.TEXT)
        .setAxisTitlePadding(8)
        .setAxisTickLabelsFont(Canvas.TEXT)
        .setAxisTickLabelsColor(Palette.SOFT_INK)
        .setAxisTickMarksColor(Palette.AXIS)
        .setAxisTickMarksStroke(new BasicStroke(1))
        .setAxisTickMarkLength(4)
        .setAxisTickPadding(6)
        .setPlotMargin(0)
        .setPlotGridVerticalLinesVisible(false)
        .setPlotGridLinesColor(Palette.GRID)
        .setPlotGridLinesStroke(new BasicStroke(1))
        .setYAxisLabelAlignment(AxesChartStyler.TextAlignment.Right);
  }
}
