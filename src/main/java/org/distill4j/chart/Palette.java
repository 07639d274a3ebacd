package org.distill4j.chart;

import java.awt.Color;
import java.util.List;

/** Colours that everybody can tell apart: those of Okabe and Ito (2008), and blends of them. */
final class Palette {

  static final Color INK = new Color(0x262626);
  static final Color SOFT_INK = new Color(0x5f6368);
  static final Color GRID = new Color(0xe4e6e9);
  static final Color AXIS = new Color(0x9aa0a6);
  static final Color PAPER = Color.WHITE;

  static final Color BLUE = new Color(0x0072b2);
  static final Color ORANGE = new Color(0xe69f00);
  static final Color SKY = new Color(0x8ac7ea);
  static final Color VERMILLION = new Color(0xd55e00);

  private static final List<Color> LINES =
      List.of(
          BLUE,
          VERMILLION,
          new Color(0x009e73),
          ORANGE,
          new Color(0xcc79a7),
          new Color(0x56b4e9),
          INK);

  private static final Color DEEP_BLUE = new Color(0x00304f);

  private Palette() {}

  static Color line(int index) {
    return LINES.get(index % LINES.size());
  }

  /** White for 0, through blue, to nearly black for 1. */
  static Color sequential(double share) {
    double t = Math.min(1, Math.max(0, share));
    return t < 0.65 ? blend(PAPER, BLUE, t / 0.65) : blend(BLUE, DEEP_BLUE, (t - 0.65) / 0.35);
  }

  /** Vermillion for -1, white for 0, blue for 1. */
  static Color diverging(double share) {
    double t = Math.min(1, Math.max(-1, share));
    return t < 0 ? blend(PAPER, VERMILLION, -t) : blend(PAPER, BLUE, t);
  }

  static Color translucent(Color color) {
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), 48);
  }

  /** Ink or paper, whichever stands out more on the colour. */
  static Color on(Color background) {
    double luminance =
        0.2126 * linear(background.getRed())
            + 0.7152 * linear(background.getGreen())
            + 0.0722 * linear(background.getBlue());
    return luminance > 0.19 ? INK : PAPER;
  }

  private static double linear(int level) {
    return Math.pow(level / 255.0, 2.2);
  }

  private static Color blend(Color from, Color to, double t) {
    return new Color(
        mix(from.getRed(), to.getRed(), t),
        mix(from.getGreen(), to.getGreen(), t),
        mix(from.getBlue(), to.getBlue(), t));
  }

  private static int mix(int from, int to, double t) {
    return (int) Math.round(from + (to - from) * t);
  }
}
