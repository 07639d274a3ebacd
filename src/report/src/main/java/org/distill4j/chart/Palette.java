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

  private static final List<Color> STEPS =
      List.of(
          PAPER,
          new Color(0xd8efdf),
          new Color(0x8fd1c6),
          new Color(0x45a9cd),
          new Color(0x0a66ab),
          new Color(0x062a5c));

  private Palette() {}

  static Color line(int index) {
    return LINES.get(index % LINES.size());
  }

  /** From white for 0 through green and blue to nearly black for 1, ever darker. */
  static Color sequential(double share) {
    double step = Math.min(1, Math.max(0, share)) * (STEPS.size() - 1);
    int below = Math.min((int) step, STEPS.size() - 2);
    return blend(STEPS.get(below), STEPS.get(below + 1), step - below);
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
